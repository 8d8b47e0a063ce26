package dev.visiontask;

import dev.visiontask.tensor.TensorInfo;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a task runs on and with, and what it holds at the moment of asking.
 *
 * @param task the kind of task, such as {@code image-classification}
 * @param model the model file, or the name of the service
 * @param license the SPDX id, or {@code unknown} if the model does not say
 * @param sha256 the SHA-256 of the model file, 64 hexadecimal digits
 * @param backend the name of the engine
 * @param backendReason why this engine was chosen
 * @param engine the engine and its version
 * @param device the device really used
 * @param threads CPU threads that one call may use in the engine
 * @param concurrency calls that run in parallel
 * @param nativeBytes bytes outside the Java heap that the task's sessions and their preprocessing hold: the buffers of
 *     tensors and images, each as it was at the end of the session's last call. The weights, and memory that an engine
 *     keeps to itself, are not in it
 * @param inputs the tensors that the model takes
 * @param outputs the tensors that the model gives
 * @param labels the names of the classes by their indexes; empty if the task has none
 * @param settings every setting that decides about pixels and answers, with its origin
 */
public record TaskInfo(
        String task,
        String model,
        String license,
        String sha256,
        String backend,
        String backendReason,
        String engine,
        String device,
        int threads,
        int concurrency,
        long nativeBytes,
        List<TensorInfo> inputs,
        List<TensorInfo> outputs,
        List<String> labels,
        List<Setting> settings) {
    /** Copies the lists. */
    public TaskInfo {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        labels = List.copyOf(labels);
        settings = List.copyOf(settings);
    }

    /** The same with another {@link #nativeBytes()}. */
    public TaskInfo withNativeBytes(long nativeBytes) {
        return new TaskInfo(
                task,
                model,
                license,
                sha256,
                backend,
                backendReason,
                engine,
                device,
                threads,
                concurrency,
                nativeBytes,
                inputs,
                outputs,
                labels,
                settings);
    }

    /** For people, one line a fact. */
    @Override
    public String toString() {
        return "task " + task + "\nmodel " + model + "\nlicense " + license + "\nsha256 " + sha256 + "\nbackend "
                + backend + " (" + backendReason + ")\nengine " + engine + "\ndevice " + device + ", threads " + threads
                + ", concurrency " + concurrency + "\nmemory " + nativeBytes + " bytes outside the Java heap"
                + lines("input ", inputs) + lines("output ", outputs) + "\nlabels "
                + labels.size()
                + lines("", settings);
    }

    private static String lines(String head, List<?> values) {
        return values.stream().map(value -> "\n" + head + value).collect(Collectors.joining());
    }
}
