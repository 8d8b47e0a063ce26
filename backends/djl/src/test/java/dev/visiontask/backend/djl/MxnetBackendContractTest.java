package dev.visiontask.backend.djl;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.visiontask.backend.Backend;
import dev.visiontask.backend.ModelFile;
import dev.visiontask.backend.ModelFormat;
import dev.visiontask.testkit.BackendContract;
import dev.visiontask.testkit.LinearModel;
import dev.visiontask.testkit.TinyMxnet;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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

    @Override
    protected List<FileSystem> fileSystems(Path target) throws IOException {
        List<FileSystem> systems = new ArrayList<>(super.fileSystems(target));
        systems.add(Jimfs.newFileSystem(Configuration.unix()));
        // As those of cloud stores: streams and byte channels only.
        systems.add(Jimfs.newFileSystem(
                Configuration.unix().toBuilder().setSupportedFeatures().build()));
        return systems;
    }
}
