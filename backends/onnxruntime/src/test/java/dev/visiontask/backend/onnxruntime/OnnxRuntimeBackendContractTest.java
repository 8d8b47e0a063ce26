package dev.visiontask.backend.onnxruntime;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.visiontask.backend.Backend;
import dev.visiontask.backend.ModelFile;
import dev.visiontask.backend.ModelFormat;
import dev.visiontask.testkit.BackendContract;
import dev.visiontask.testkit.LinearModel;
import dev.visiontask.testkit.TinyOnnx;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class OnnxRuntimeBackendContractTest extends BackendContract {
    @Override
    protected Backend backend() {
        return new OnnxRuntimeBackend();
    }

    @Override
    protected ModelFile writeModel(LinearModel model, Path target) throws IOException {
        return write(TinyOnnx.linear(model), target);
    }

    @Override
    protected ModelFile writeModelForOneItem(LinearModel model, Path target) throws IOException {
        return write(TinyOnnx.linearForOneItem(model), target);
    }

    private static ModelFile write(byte[] bytes, Path target) throws IOException {
        return new ModelFile(ModelFormat.ONNX, Files.write(target.resolve("model.onnx"), bytes));
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
