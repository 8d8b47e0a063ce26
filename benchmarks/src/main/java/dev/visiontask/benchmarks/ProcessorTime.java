package dev.visiontask.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * What all threads of the process take of the processors for one operation: {@code -prof
 * dev.visiontask.benchmarks.ProcessorTime}. Work that others do on the machine changes it much less than the time on the
 * wall, and it does not hide what more threads cost.
 */
public class ProcessorTime implements InternalProfiler {
    private static final double NANOS_IN_MILLI = 1e6;

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private long start;

    @Override
    public String getDescription() {
        return "Processor time of all threads for one operation";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        start = system.getProcessCpuTime();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        double millis = (system.getProcessCpuTime() - start) / NANOS_IN_MILLI;
        long operations = Math.max(1, result.getMetadata().getMeasuredOps());
        return List.of(new ScalarResult("processor", millis / operations, "ms/op", AggregationPolicy.AVG));
    }
}
