package dev.visiontask.jmh.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ResultTableTest {
    private static final Pattern PEER = Pattern.compile("peer.*");

    @Test
    void render_alignsColumnsAndNamesNoPackage() {
        String table = render(
                result("own", Map.of("engine", "onnxruntime"), 7123.4, Double.NaN),
                result("peerDjl", Map.of(), 12.345, Double.NaN));

        assertThat(table.lines().limit(3))
                .containsExactly(
                        "benchmark       params              median  score    error  unit",
                        "Sample.own      engine=onnxruntime    7123   7123  +-1.500  us/op",
                        "Sample.peerDjl                       12.35  12.35  +-1.500  us/op");
    }

    @Test
    void render_hasHeapColumnWhenMeasured() {
        assertThat(render(result("own", Map.of(), 1, 20480)).lines().limit(2))
                .satisfiesExactly(
                        title -> assertThat(title).endsWith("B/op"),
                        line -> assertThat(line).endsWith("20480"));
    }

    @Test
    void render_comparesMediansWithPeersOfEqualParameters() {
        String table = render(
                result("own", Map.of("engine", "onnxruntime", "chain", "linear"), 50, Double.NaN),
                result("own", Map.of("engine", "mxnet", "chain", "linear"), 80, Double.NaN),
                result("peerDjl", Map.of("engine", "onnxruntime"), 100, Double.NaN));

        assertThat(table).contains("is 2.00 times as fast as Sample.peerDjl (engine=onnxruntime)");
        assertThat(table.lines().filter(line -> line.contains("times as fast"))).hasSize(1);
    }

    @Test
    void render_turnsTheRatioWhenMoreIsBetter() {
        BenchmarkResult own = throughput("own", 200);
        BenchmarkResult peer = throughput("peerDjl", 100);

        assertThat(render(own, peer)).contains("Sample.own is 2.00 times as fast as Sample.peerDjl");
    }

    @Test
    void render_comparesNothingAcrossClasses() {
        BenchmarkResult elsewhere =
                new BenchmarkResult("a.b.Other", "peerDjl", Map.of(), "avgt", 1, 1, Double.NaN, "us/op", Double.NaN);

        assertThat(render(result("own", Map.of(), 1, Double.NaN), elsewhere)).doesNotContain("times as fast");
    }

    private static String render(BenchmarkResult... results) {
        return new ResultTable(List.of(results), PEER).render();
    }

    private static BenchmarkResult result(String method, Map<String, String> params, double time, double bytes) {
        return new BenchmarkResult("a.b.Sample", method, params, "avgt", time, time, 1.5, "us/op", bytes);
    }

    private static BenchmarkResult throughput(String method, double score) {
        return new BenchmarkResult(
                "a.b.Sample", method, Map.of(), "thrpt", score, score, Double.NaN, "ops/us", Double.NaN);
    }
}
