package dev.visiontask.testkit;

import dev.visiontask.VisionException;
import dev.visiontask.backend.Backend;
import dev.visiontask.backend.BackendOptions;
import dev.visiontask.backend.LoadedModel;
import dev.visiontask.backend.ModelFile;
import dev.visiontask.backend.ModelFormat;
import dev.visiontask.backend.Session;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.TensorInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** In a process of its own: damages the files of models and runs what is left of them, one after the other. */
final class MutantRun {
    /** Every line that a parent reads starts so; a native library may print what it likes between. */
    static final String MARK = "mutant ";

    static final String FAULT = "fault ";

    /** Larger tensors are nobody's input; nor would their numbers say more. */
    private static final long MAX_ELEMENTS = 1 << 20;

    private static final Pattern RAW = Pattern.compile(
            "(?<!cv::)Exception:|java\\.lang|com\\.google|Cannot invoke|Index \\d+ out of|Strictness|class .* cannot be cast");

    private final Backend backend;
    private final Path folder;

    private MutantRun(Backend backend, Path folder) {
        this.backend = backend;
        this.folder = folder;
    }

    /**
     * Arguments: the name of the backend, an empty folder, the id of the first mutant and the number after the last, and
     * the model files to open, each in a folder of its own.
     */
    public static void main(String[] arguments) throws IOException {
        Backend backend = ServiceLoader.load(Backend.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(candidate -> candidate.name().equals(arguments[0]))
                .findFirst()
                .orElseThrow();
        List<Path> models = Arrays.stream(arguments).skip(4).map(Path::of).toList();
        Path folder = Path.of(arguments[1]);
        int last = Integer.parseInt(arguments[3]);
        for (int id = Integer.parseInt(arguments[2]); id < last; id++) {
            System.out.println(MARK + id);
            Path model = models.get(id % models.size());
            Path copy = Files.createDirectories(folder.resolve("m" + id % models.size()));
            new MutantRun(backend, copy).run(model, id);
        }
        System.out.println(MARK + last);
    }

    private void run(Path model, int id) throws IOException {
        Map<String, Shape> shapes = shapes(model);
        damage(model, new Random(id));
        Path copy = folder.resolve(model.getFileName());
        try {
            open(copy, shapes);
        } catch (VisionException e) {
            String message = String.valueOf(e.getMessage());
            if (RAW.matcher(message).find()) {
                System.out.println(FAULT + id + " text of a library: " + message);
            }
        } catch (RuntimeException | Error e) {
            StackTraceElement[] trace = e.getStackTrace();
            System.out.println(
                    FAULT + id + " " + e + " at " + Arrays.asList(trace).subList(0, Math.min(4, trace.length)));
        }
    }

    /** The shapes of the sound model's inputs, for those that the damaged one leaves open. */
    private Map<String, Shape> shapes(Path model) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        try (LoadedModel loaded = load(model)) {
            loaded.inputs().forEach(input -> shapes.put(input.name(), input.shape()));
        }
        return shapes;
    }

    /** Copies all files of the model, one of them with a damage. */
    private void damage(Path model, Random random) throws IOException {
        List<Path> files;
        try (Stream<Path> list = Files.list(model.toAbsolutePath().getParent())) {
            files = list.sorted().toList();
        }
        int damaged = random.nextInt(files.size());
        for (int i = 0; i < files.size(); i++) {
            byte[] bytes = Files.readAllBytes(files.get(i));
            String name = String.valueOf(files.get(i).getFileName());
            Files.write(folder.resolve(name), i == damaged ? ModelMutations.damage(name, bytes, random) : bytes);
        }
    }

    private LoadedModel load(Path model) {
        ModelFormat format = backend.formats().iterator().next();
        return backend.load(new ModelFile(format, model), BackendOptions.DEFAULT);
    }

    private void open(Path model, Map<String, Shape> sound) {
        try (LoadedModel loaded = load(model);
                Session session = loaded.newSession()) {
            for (TensorInfo input : loaded.inputs()) {
                Shape shape = fixed(input.shape(), sound.get(input.name()));
                if (!isSmall(shape)) {
                    return;
                }
                session.input(input.name(), shape);
            }
            session.run();
        }
    }

    private static Shape fixed(Shape declared, @Nullable Shape sound) {
        Shape known = declared.isKnown() ? declared : sound;
        if (known == null || !known.isKnown()) {
            return Shape.of(1, 3, 8, 8);
        }
        return Shape.of(Arrays.stream(known.toArray())
                .map(dim -> dim == Shape.DYNAMIC ? 1 : dim)
                .toArray());
    }

    private static boolean isSmall(Shape shape) {
        long elements = 1;
        for (long dim : shape.toArray()) {
            if (dim > MAX_ELEMENTS) {
                return false;
            }
            elements *= dim;
            if (elements > MAX_ELEMENTS) {
                return false;
            }
        }
        return true;
    }
}
