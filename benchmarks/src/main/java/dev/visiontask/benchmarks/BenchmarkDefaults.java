package dev.visiontask.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How everything here is measured; JMH hands the annotations down to the benchmark classes.
 *
 * <p>Average time, because a caller waits for one call. Three JVMs, because the compiler's luck differs from start to
 * start by more than iterations do. A heap of one size, so that growing it is not measured, and the same for us and the
 * peers. Every benchmark and every peer runs in JVMs of its own: DJL's ONNX engine and ours would otherwise share, and
 * fight over, one native environment. Operands are instance fields of a state, so that nothing is folded to a constant.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 3,
        jvmArgs = {"-Xms1g", "-Xmx1g"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public abstract class BenchmarkDefaults {}
