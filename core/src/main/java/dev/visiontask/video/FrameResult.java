package dev.visiontask.video;

import dev.visiontask.ImageSize;
import dev.visiontask.Outcome;
import dev.visiontask.VisionException;
import dev.visiontask.json.JsonObjectText;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a task answered about one frame.
 *
 * @param index the number of the frame in its video, from 0
 * @param time when the frame is shown
 * @param size the size of the frame that the task saw, upright; boxes are in its pixels
 * @param outcome the answer, or why there is none
 * @param frame the frame itself, to be closed by the caller; null unless {@link StreamOptions#keepFrames()}
 * @param <R> the result of the task
 */
public record FrameResult<R>(
        long index,
        Duration time,
        ImageSize size,
        Outcome<R> outcome,
        @Nullable Frame frame) {
    private static final double NANOS = 1e9;

    /** Checks that nothing but the frame is null. */
    public FrameResult {
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(size, "size");
        Objects.requireNonNull(outcome, "outcome");
    }

    /**
     * The answer.
     *
     * @throws dev.visiontask.VisionException the error, if there is no answer
     */
    public R value() {
        return outcome.orThrow();
    }

    /**
     * As a JSON object for one line of a file, to which more may be added: {@code {"frame":12,"time":0.48,"result":...}}, or
     * without an answer {@code {"frame":12,"time":0.48,"error":{"type":"BadInputException","message":"..."}}}. The time is in
     * seconds.
     *
     * @param result writes an answer as JSON, such as {@code Detections::toJson}
     */
    public JsonObjectText json(Function<? super R, String> result) {
        JsonObjectText line = new JsonObjectText().put("frame", index).put("time", time.toNanos() / NANOS);
        if (outcome instanceof Outcome.Failure<R> failure) {
            VisionException error = failure.error();
            return line.put(
                    "error",
                    new JsonObjectText()
                            .put("type", error.getClass().getSimpleName())
                            .put("message", String.valueOf(error.getMessage())));
        }
        return line.putJson("result", result.apply(value()));
    }
}
