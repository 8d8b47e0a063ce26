package dev.visiontask.backend.djl;

import dev.visiontask.ModelFormatException;
import dev.visiontask.ModelNotFoundException;
import dev.visiontask.backend.ModelFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The two files of a model: {@code NAME-symbol.json} and, beside it, the {@code NAME-NNNN.params} with the highest
 * number, which is the latest epoch of its training.
 */
record MxnetFiles(Path symbol, Path params) {
    static MxnetFiles of(Path symbol) {
        if (!Files.isRegularFile(symbol)) {
            throw new ModelNotFoundException("Expected an MXNet symbol file, found nothing at: " + symbol);
        }
        String suffix = ModelFormat.MXNET.suffix();
        String fileName = String.valueOf(symbol.getFileName());
        if (!fileName.endsWith(suffix)) {
            throw new ModelFormatException("Expected a file named NAME" + suffix + ", found: " + symbol);
        }
        String name = fileName.substring(0, fileName.length() - suffix.length());
        Pattern pattern = Pattern.compile(Pattern.quote(name) + "-(\\d{4,9})\\.params");
        Path folder = symbol.toAbsolutePath().getParent();
        try (Stream<Path> files = Files.list(Objects.requireNonNull(folder, "a file has a folder"))) {
            List<Path> params = files.filter(file -> epoch(pattern, file) >= 0)
                    .sorted(Comparator.comparingInt(file -> epoch(pattern, file)))
                    .toList();
            if (params.isEmpty()) {
                throw new ModelNotFoundException("Expected the weights of " + symbol + " in "
                        + symbol.resolveSibling(name + "-0000.params")
                        + " (or with another number of four digits), found no such file");
            }
            return new MxnetFiles(symbol, params.get(params.size() - 1));
        } catch (IOException e) {
            throw new ModelNotFoundException("Cannot list the folder of " + symbol + ": " + e, e);
        }
    }

    private static int epoch(Pattern pattern, Path file) {
        Matcher matcher = pattern.matcher(String.valueOf(file.getFileName()));
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : -1;
    }
}
