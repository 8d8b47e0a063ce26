package dev.visiontask.model;

import dev.visiontask.content.ContentKind;
import dev.visiontask.content.FileContent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What files are, by their names, that stand where a model is expected and that no engine reads: downloads that have not
 * ended, and models of other programs. For messages that tell what to do about them.
 */
final class ForeignFiles {
    /** What browsers, download managers and the Hub's client call a file until it is whole. */
    private static final Pattern UNFINISHED = Pattern.compile(
            "(?i).+\\.(part|crdownload|partial|download|opdownload|incomplete|aria2|!ut|tmp)|Unconfirmed \\d+\\..*");

    /** What a browser or the shell has added to the name of a model. */
    private static final Pattern RENAMED = Pattern.compile("(?i)(.+\\.onnx)(\\.txt|[?&].*|\\.?\\(\\d+\\)|\\.\\d+|~)");

    private static final Pattern SUFFIX = Pattern.compile(".+\\.([A-Za-z0-9]+)");

    private static final Map<String, ContentKind> KINDS = Map.ofEntries(
            Map.entry("pt", ContentKind.PYTORCH),
            Map.entry("pth", ContentKind.PYTORCH),
            Map.entry("ckpt", ContentKind.PYTORCH),
            Map.entry("torchscript", ContentKind.PYTORCH),
            Map.entry("mar", ContentKind.PYTORCH),
            Map.entry("safetensors", ContentKind.SAFETENSORS),
            Map.entry("h5", ContentKind.HDF5),
            Map.entry("hdf5", ContentKind.HDF5),
            Map.entry("keras", ContentKind.KERAS),
            Map.entry("pb", ContentKind.TENSORFLOW),
            Map.entry("tflite", ContentKind.TFLITE),
            Map.entry("lite", ContentKind.TFLITE),
            Map.entry("engine", ContentKind.TENSORRT),
            Map.entry("plan", ContentKind.TENSORRT),
            Map.entry("trt", ContentKind.TENSORRT),
            Map.entry("params", ContentKind.MXNET_PARAMS),
            Map.entry("gguf", ContentKind.GGUF),
            Map.entry("pkl", ContentKind.PICKLE),
            Map.entry("pickle", ContentKind.PICKLE),
            Map.entry("joblib", ContentKind.PICKLE),
            Map.entry("zip", ContentKind.ZIP),
            Map.entry("tar", ContentKind.TAR),
            Map.entry("tgz", ContentKind.GZIP),
            Map.entry("gz", ContentKind.GZIP),
            Map.entry("7z", ContentKind.OTHER_ARCHIVE),
            Map.entry("rar", ContentKind.OTHER_ARCHIVE));

    private static final Map<String, String> OTHERS = Map.of(
            "ort", "a model in ONNX Runtime's own format; take the .onnx file that it was converted from",
            "mlmodel", "a Core ML model; take the ONNX model or export the original to ONNX",
            "pdmodel", "a PaddlePaddle model; convert it with paddle2onnx",
            "pdiparams", "the weights of a PaddlePaddle model; convert it with paddle2onnx",
            "caffemodel", "the weights of a Caffe model; convert it to ONNX",
            "weights", "the weights of a Darknet model; convert it to ONNX",
            "mnn", "an MNN model; take the ONNX model that it was converted from");

    private ForeignFiles() {}

    /** What the first of these that is known is and what to do; begins with a space, or is empty. */
    static String hint(Path directory, List<String> names) {
        return first(names, ForeignFiles::unfinished)
                .or(() -> first(names, ForeignFiles::renamed))
                .or(() -> first(names, name -> model(directory, name)))
                .map(text -> " " + text)
                .orElse("");
    }

    /** The same for one file. */
    static String hint(Path file) {
        Path directory = Objects.requireNonNullElse(file.getParent(), file);
        return hint(directory, List.of(String.valueOf(file.getFileName())));
    }

    private interface Reading {
        @Nullable
        String of(String name);
    }

    private static Optional<String> first(List<String> names, Reading reading) {
        return names.stream()
                .flatMap(name -> Optional.ofNullable(reading.of(name)).stream())
                .findFirst();
    }

    private static @Nullable String unfinished(String name) {
        return UNFINISHED.matcher(name).matches()
                ? name + " is a download that has not ended, or broke off: wait for it, or download the file again."
                : null;
    }

    private static @Nullable String renamed(String name) {
        Matcher matcher = RENAMED.matcher(name);
        return matcher.matches()
                ? "If " + name + " is an ONNX model, rename it to "
                        + matcher.group(1).replaceAll("(?i)onnx$", "onnx") + "."
                : null;
    }

    private static @Nullable String model(Path directory, String name) {
        Matcher matcher = SUFFIX.matcher(name);
        if (!matcher.matches()) {
            return null;
        }
        String suffix = matcher.group(1).toLowerCase(Locale.ROOT);
        if (suffix.equals("onnx")) {
            return "Write the end of " + name + " in small letters: .onnx.";
        }
        ContentKind kind = KINDS.get(suffix);
        if (kind == null && suffix.equals("bin")) {
            kind = weights(directory.resolve(name));
        }
        if (kind != null) {
            return name + " is " + kind.what() + ". " + kind.advice();
        }
        String other = OTHERS.get(suffix);
        return other == null ? null : name + " is " + other + ".";
    }

    /** Many programs write {@code .bin}; only the content tells. */
    private static @Nullable ContentKind weights(Path file) {
        try {
            ContentKind kind = FileContent.of(file).kind();
            return kind == ContentKind.PYTORCH || kind == ContentKind.PICKLE ? ContentKind.PYTORCH : null;
        } catch (IOException unreadable) {
            return null;
        }
    }
}
