package dev.visiontask.activity;

import dev.visiontask.ImageSource;
import dev.visiontask.image.ReadOptions;
import dev.visiontask.model.ModelSpec;
import dev.visiontask.preprocess.Geometry;
import dev.visiontask.preprocess.PreprocessSpec;
import dev.visiontask.preprocess.TensorLayout;
import dev.visiontask.task.ExampleImage;
import dev.visiontask.task.InputPreparer;
import dev.visiontask.task.InputStage;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.TensorInfo;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The way from a clip to a clip tensor: choose frames, read them, resample, crop, normalise, lay out. */
final class ClipInput implements InputStage<Clip, ClipContext> {
    private final ClipPlan plan;
    private final ReadOptions readOptions;

    /**
     * For a model's clip input.
     *
     * @param sampling which frames, instead of what the description says
     */
    ClipInput(ModelSpec spec, TensorInfo input, ReadOptions readOptions, @Nullable ClipSampling sampling) {
        ClipTensor tensor = ClipTensor.of(spec, input);
        this.plan = new ClipPlan(
                tensor,
                sampling == null ? ClipReading.sampling(spec, tensor.layout()) : sampling,
                ClipReading.crops(spec),
                spec.preprocessing(tensor.frame()));
        this.readOptions = readOptions;
    }

    /** What decides which numbers a clip becomes. */
    ClipPlan plan() {
        return plan;
    }

    /** The shape of the tensor for so many views of frames of this target size. */
    static Shape shape(ClipPlan plan, Geometry geometry, int batch) {
        PreprocessSpec frame = plan.frame();
        int channels = frame.color().channels();
        int width = geometry.target().width();
        int height = geometry.target().height();
        Shape single = frame.layout() == TensorLayout.NCHW
                ? Shape.of(batch, channels, height, width)
                : Shape.of(batch, height, width, channels);
        return plan.tensor().layout().clip(single, plan.tensor().length());
    }

    @Override
    public Shape exampleShape() {
        return shape(plan, plan.frame().resize().geometry(ExampleImage.SIZE), 1);
    }

    @Override
    public Clip example() {
        ImageSource frame = ExampleImage.within(readOptions.limits());
        return Clip.ofPictures(Collections.nCopies(plan.tensor().length(), frame));
    }

    @Override
    public ModelSpec describe(ModelSpec spec) {
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("clip_layout", plan.tensor().layout().id());
        if (plan.tensor().layout() != ClipLayout.FRAME) {
            found.put("clip_length", plan.tensor().length());
        }
        Map<String, Object> defaults = new LinkedHashMap<>();
        defaults.put("clip_length", plan.tensor().length());
        defaults.put("clip_sampling", plan.sampling().toString());
        if (plan.sampling() instanceof DenseClips dense) {
            defaults.put("clip_stride", dense.stride());
            defaults.put("clips", dense.clips());
            defaults.put("short_clip", dense.shortClip().id());
        } else if (plan.sampling() instanceof SpreadFrames spread) {
            defaults.put("short_clip", spread.shortClip().id());
        }
        defaults.put("crops", plan.crops().count());
        return spec.withInput(plan.tensor().frame())
                .withRecognised(found, "input tensor")
                .withDefaults(defaults);
    }

    @Override
    public InputPreparer<Clip, ClipContext> newPreparer() {
        return new ClipPreparer(plan, readOptions);
    }
}
