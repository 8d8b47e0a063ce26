package dev.visiontask.backend.djl;

import dev.visiontask.backend.Backend;
import dev.visiontask.testkit.BackendMutationContract;
import dev.visiontask.testkit.TinyNetworks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

class MxnetMutationTest extends BackendMutationContract {
    @Override
    protected Backend backend() {
        return new MxnetBackend();
    }

    @Override
    protected List<Path> writeModels(Path target) throws IOException {
        return TinyNetworks.writeMxnet(target);
    }
}
