package dev.visiontask.testkit;

import dev.visiontask.ModelFormatException;
import dev.visiontask.ModelNotFoundException;
import dev.visiontask.UnsupportedOptionException;
import dev.visiontask.backend.Availability;
import dev.visiontask.backend.Backend;
import dev.visiontask.backend.BackendOptions;
import dev.visiontask.backend.LoadedModel;
import dev.visiontask.backend.ModelFile;
import dev.visiontask.backend.ModelFormat;
import dev.visiontask.tensor.Shape;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * The backend {@code fake}: runs a {@link LinearModel} in plain Java, so that a task can be tested from the picture to
 * the answer without an engine or a native library. It passes {@link BackendContract}.
 *
 * <p>It is not registered: a test that wants to choose it by name names this class in
 * {@code src/test/resources/META-INF/services/dev.visiontask.backend.Backend}.
 */
public final class FakeBackend implements Backend {
    /** The format that only this backend reads; {@link #write} writes it. */
    public static final ModelFormat FORMAT = new ModelFormat("fake", ".fake");

    private static final int MAGIC = 0x56544B31;
    private static final int MAX_NUMBERS = 1 << 24;

    /** For {@link java.util.ServiceLoader}. */
    public FakeBackend() {}

    /** Writes {@code model.fake} into a folder. */
    public static ModelFile write(LinearModel model, Path folder) throws IOException {
        return write(model, folder, Long.MAX_VALUE);
    }

    /**
     * Writes {@code model.fake} into a folder: a model whose runs fail with {@link dev.visiontask.InferenceException}
     * when given more items than {@code maxBatch}.
     */
    public static ModelFile write(LinearModel model, Path folder, long maxBatch) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(MAGIC);
        out.writeUTF(model.input().name());
        out.writeUTF(model.output().name());
        out.writeLong(maxBatch);
        out.writeBoolean(model.softmax());
        out.writeInt(model.itemShape().rank());
        for (long dim : model.itemShape().toArray()) {
            out.writeLong(dim);
        }
        writeFloats(out, model.weights());
        writeFloats(out, model.bias());
        Path path = folder.resolve("model.fake");
        Files.write(path, bytes.toByteArray());
        return new ModelFile(FORMAT, path);
    }

    private static void writeFloats(DataOutputStream out, float[] values) throws IOException {
        out.writeInt(values.length);
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
        bytes.asFloatBuffer().put(values);
        out.write(bytes.array());
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public Set<ModelFormat> formats() {
        return Set.of(FORMAT);
    }

    @Override
    public boolean isNativeFor(ModelFormat format) {
        return format.equals(FORMAT);
    }

    @Override
    public Availability probe() {
        return Availability.yes("fake 1.0, plain Java");
    }

    @Override
    public LoadedModel load(ModelFile file, BackendOptions options) {
        if (!file.format().equals(FORMAT)) {
            throw new ModelFormatException("The backend fake reads the format fake, found the format "
                    + file.format().id() + ": " + file.path());
        }
        if (!options.device().equals("cpu") || !options.properties().isEmpty()) {
            throw new UnsupportedOptionException("The backend fake has the device cpu and no properties, found: "
                    + options.device() + " and " + options.properties().keySet());
        }
        if (!Files.isRegularFile(file.path())) {
            throw new ModelNotFoundException("Expected a model file, found none: " + file.path());
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(Files.readAllBytes(file.path())))) {
            return read(in);
        } catch (IOException | RuntimeException e) {
            throw new ModelFormatException("Expected a file written by FakeBackend.write, found: " + file.path(), e);
        }
    }

    private static LoadedModel read(DataInputStream in) throws IOException {
        if (in.readInt() != MAGIC) {
            throw new IOException("wrong magic number");
        }
        String input = in.readUTF();
        String output = in.readUTF();
        long maxBatch = in.readLong();
        boolean softmax = in.readBoolean();
        long[] item = new long[in.readInt()];
        for (int i = 0; i < item.length; i++) {
            item[i] = in.readLong();
        }
        float[] weights = readFloats(in);
        float[] bias = readFloats(in);
        return new FakeModel(new LinearModel(Shape.of(item), weights, bias, softmax).named(input, output), maxBatch);
    }

    private static float[] readFloats(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > MAX_NUMBERS) {
            throw new IOException("impossible length " + length);
        }
        byte[] bytes = new byte[length * Float.BYTES];
        in.readFully(bytes);
        float[] values = new float[length];
        ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
        return values;
    }
}
