package dev.visiontask.backend.djl;

import dev.visiontask.backend.Backend;
import dev.visiontask.backend.ModelFile;
import dev.visiontask.backend.ModelFormat;
import dev.visiontask.testkit.BackendContract;
import dev.visiontask.testkit.LinearModel;
import dev.visiontask.testkit.TinyMxnet;
import java.io.IOException;
import java.nio.file.Path;

class MxnetBackendContractTest extends BackendContract {
    @Override
    protected Backend backend() {
        return new MxnetBackend();
    }

    @Override
    protected ModelFile writeModel(LinearModel model, Path target) throws IOException {
        return new ModelFile(ModelFormat.MXNET, TinyMxnet.linear(model).write(target, "tiny"));
    }

    @Override
    protected ModelFile writeModelForOneItem(LinearModel model, Path target) throws IOException {
        return new ModelFile(
                ModelFormat.MXNET, TinyMxnet.linearForOneItem(model).write(target, "tiny"));
    }

    @Override
    protected LinearModel named(LinearModel model) {
        return model.named("data", TinyMxnet.linearOutput());
    }

    @Override
    protected boolean declaresShapes() {
        return false;
    }
}
