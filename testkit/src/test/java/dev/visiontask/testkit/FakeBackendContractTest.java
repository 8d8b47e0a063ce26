package dev.visiontask.testkit;

import dev.visiontask.backend.Backend;
import dev.visiontask.backend.ModelFile;
import java.io.IOException;
import java.nio.file.Path;

class FakeBackendContractTest extends BackendContract {
    @Override
    protected Backend backend() {
        return new FakeBackend();
    }

    @Override
    protected ModelFile writeModel(LinearModel model, Path target) throws IOException {
        return FakeBackend.write(model, target);
    }

    @Override
    protected ModelFile writeModelForOneItem(LinearModel model, Path target) throws IOException {
        return FakeBackend.write(model, target, 1);
    }
}
