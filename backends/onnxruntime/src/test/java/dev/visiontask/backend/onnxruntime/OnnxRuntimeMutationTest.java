package dev.visiontask.backend.onnxruntime;

import dev.visiontask.backend.Backend;
import dev.visiontask.testkit.BackendMutationContract;
import dev.visiontask.testkit.TinyNetworks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

class OnnxRuntimeMutationTest extends BackendMutationContract {
    @Override
    protected Backend backend() {
        return new OnnxRuntimeBackend();
    }

    @Override
    protected List<Path> writeModels(Path target) throws IOException {
        return TinyNetworks.writeOnnx(target);
    }
}
