package dev.visiontask.jmh.maven;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One line of JMH's JSON result.
 *
 * @param type the full name of the benchmark's class
 * @param method the benchmark method
 * @param params its parameters, in JMH's order
 * @param mode JMH's short name of the mode, such as {@code avgt}
 * @param median of all measured iterations of all forks; on a machine with other work the fairer figure than the mean
 * @param score JMH's score; in most modes the mean of the iterations
 * @param error half of the 99.9 % confidence interval of the score; NaN if there were too few iterations
 * @param unit of median, score and error
 * @param bytesPerCall heap allocated a call, from {@code -prof gc}; NaN without it
 */
record BenchmarkResult(
        String type,
        String method,
        Map<String, String> params,
        String mode,
        double median,
        double score,
        double error,
        String unit,
        double bytesPerCall) {
    private static final String ALLOCATION = "gc.alloc.rate.norm";

    /** Reads the file that {@code -rf json} wrote, in its order. */
    static List<BenchmarkResult> read(Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            List<BenchmarkResult> results = new ArrayList<>();
            for (JsonElement element : JsonParser.parseReader(reader).getAsJsonArray()) {
                results.add(of(element.getAsJsonObject()));
            }
            return List.copyOf(results);
        } catch (JsonParseException | IllegalStateException e) {
            throw new IOException("Expected the JSON result of JMH in " + file + ", found: " + e.getMessage(), e);
        }
    }

    /** {@code Class.method}, without the package. */
    String name() {
        return type.substring(type.lastIndexOf('.') + 1) + "." + method;
    }

    /** {@code name=value name=value}, or an empty string. */
    String paramText() {
        return params.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(" "));
    }

    /** Whether a smaller figure is the better one. */
    boolean isTime() {
        return !mode.equals("thrpt");
    }

    private static BenchmarkResult of(JsonObject json) {
        String name = json.get("benchmark").getAsString();
        int dot = name.lastIndexOf('.');
        Map<String, String> params = new LinkedHashMap<>();
        if (json.has("params")) {
            json.getAsJsonObject("params")
                    .entrySet()
                    .forEach(
                            entry -> params.put(entry.getKey(), entry.getValue().getAsString()));
        }
        JsonObject metric = json.getAsJsonObject("primaryMetric");
        double score = metric.get("score").getAsDouble();
        return new BenchmarkResult(
                name.substring(0, dot),
                name.substring(dot + 1),
                params,
                json.get("mode").getAsString(),
                metric.has("rawData") ? median(metric.getAsJsonArray("rawData")) : score,
                score,
                number(metric.get("scoreError")),
                metric.get("scoreUnit").getAsString(),
                allocation(json.getAsJsonObject("secondaryMetrics")));
    }

    private static double median(JsonArray forks) {
        double[] sorted = forks.asList().stream()
                .flatMap(fork -> fork.getAsJsonArray().asList().stream())
                .mapToDouble(JsonElement::getAsDouble)
                .sorted()
                .toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    private static double allocation(JsonObject secondary) {
        for (Map.Entry<String, JsonElement> entry : secondary.entrySet()) {
            // Some JMH versions put a middle dot before the names of profiler metrics.
            if (entry.getKey().endsWith(ALLOCATION)) {
                return number(entry.getValue().getAsJsonObject().get("score"));
            }
        }
        return Double.NaN;
    }

    /** JMH writes a missing number as the string "NaN". */
    private static double number(JsonElement value) {
        return Double.parseDouble(value.getAsString());
    }
}
