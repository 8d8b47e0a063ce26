package dev.visiontask.activity;

import dev.visiontask.VisionTask;
import dev.visiontask.model.ModelRef;
import dev.visiontask.video.FrameSource;
import java.nio.file.Path;

/**
 * Says what happens in a clip of a video: classes with labels and scores, best first.
 *
 * <p><b>Input.</b> A {@link Clip}: a video file or a range of it, the next frames of an open source, or pictures. The
 * frames to look at are chosen by a {@link ClipSampling}, decoded in one go and kept at the size of the model's input
 * only. A clip shorter than the model's is sampled by the rule of {@link ShortClip}.
 *
 * <p><b>Output.</b> {@link Activities}: the classes, and the frames that the model looked at. With several passes, crops
 * or single frames the scores are the mean over all of them.
 *
 * <p><b>Model.</b> One input, float32 or uint8, {@code [N, C, T, H, W]}, {@code [N, T, C, H, W]} or
 * {@code [N, T, H, W, C]} with 1 or 3 channels, or {@code [N, C, H, W]} or {@code [N, H, W, C]} for a model of single
 * frames; one output {@code [N, classes]}, float32, logits or probabilities. Checked once, when the task is opened.
 *
 * <p><b>Batches.</b> The builder's batch size is the number of views of a clip (passes, crops, single frames), or of
 * clips of one view, that go through the model together.
 *
 * <p><b>Threads and memory.</b> Safe to share between threads; see {@link VisionTask}. Holds native memory until
 * {@link #close()}.
 *
 * <p><b>Errors.</b> Opening throws {@link dev.visiontask.ModelNotFoundException},
 * {@link dev.visiontask.ModelFormatException}, {@link dev.visiontask.BackendNotFoundException} or
 * {@link dev.visiontask.UnsupportedOptionException}; calls throw {@link dev.visiontask.BadInputException} for a video
 * that cannot be read and {@link dev.visiontask.InferenceException} if the engine fails.
 */
public interface ActivityRecognizer extends VisionTask<Clip, Activities> {
    /** Opens the recogniser of a model folder or file, with all settings from the model's description. */
    static ActivityRecognizer open(Path folderOrFile) {
        return builder().model(folderOrFile).build();
    }

    /** Opens the recogniser of a model that is known by an id. */
    static ActivityRecognizer open(String id) {
        return builder().model(ModelRef.of(id)).build();
    }

    /** Chooses model, engine, sampling, options and threads. */
    static ActivityRecognizerBuilder builder() {
        return new ActivityRecognizerBuilder();
    }

    /** Answers one clip with other options than those of the task; what they leave unset stays as it is. */
    Activities run(Clip clip, ActivityOptions options);

    /**
     * Cuts a long video or a live stream into segments of one class each. See {@link ActivityTimeline}.
     *
     * @param frames closed together with the timeline
     */
    ActivityTimeline timeline(FrameSource frames, TimelineOptions options);
}
