package dev.visiontask.benchmarks;

import dev.visiontask.detection.evaluation.CocoEvaluation;
import dev.visiontask.detection.evaluation.CocoFigures;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** COCO's figures of 5,000 pictures from objects and results in memory. */
public class CocoEvaluationBenchmark extends BenchmarkDefaults {
    /** The data, which is {@link GeneratedDetections}. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH calls setUp first.
    public static class Data {
        /** What pycocotools 2.0.11 says of it. */
        private static final double EXPECTED_AP = 0.450375831;

        private GeneratedDetections data;

        /** Evaluates once and compares with pycocotools. */
        @Setup
        public void setUp() {
            data = new GeneratedDetections();
            double found = evaluate().ap();
            if (Math.abs(found - EXPECTED_AP) > 1e-6) {
                throw new IllegalStateException("Expected an AP of " + EXPECTED_AP + ", found: " + found);
            }
        }

        private CocoFigures evaluate() {
            return CocoEvaluation.ofBoxes(data.truth()).evaluate(data.results());
        }
    }

    /** All figures of all classes. */
    @Benchmark
    public CocoFigures evaluate(Data state) {
        return state.evaluate();
    }
}
