package dev.visiontask.activity;

import dev.visiontask.ModelFormatException;
import dev.visiontask.UnsupportedOptionException;
import dev.visiontask.model.ModelSpec;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.TensorInfo;
import java.util.Arrays;
import java.util.List;

/**
 * The clip input of a model, read with the keys {@code clip_layout} and {@code clip_length}.
 *
 * @param layout the order of its dimensions
 * @param length frames that are looked at in one pass of the sampling; a model that sees one frame at a time runs as often
 * @param frame the input for one frame
 */
record ClipTensor(ClipLayout layout, int length, TensorInfo frame) {
    /** TSN's number of frames in testing. */
    static final int DEFAULT_SEGMENTS = 25;

    static ClipTensor of(ModelSpec spec, TensorInfo input) {
        ClipLayout layout = layout(spec, input);
        int channels = spec.text("color").orElse("rgb").equalsIgnoreCase("gray") ? 1 : 3;
        return new ClipTensor(layout, length(spec, input, layout), layout.frame(input, channels));
    }

    private static ClipLayout layout(ModelSpec spec, TensorInfo input) {
        String said = spec.text("layout").orElse("");
        if (said.length() == 5 && ClipLayout.ofId(said).isPresent()) {
            throw new UnsupportedOptionException("Expected layout to be that of one frame, NCHW or NHWC, found: " + said
                    + ". Say \"clip_layout\": \"" + said + "\" instead.");
        }
        return spec.text("clip_layout").map(id -> declared(id, input)).orElseGet(() -> recognised(input));
    }

    private static ClipLayout declared(String id, TensorInfo input) {
        ClipLayout layout = ClipLayout.ofId(id)
                .orElseThrow(() -> new UnsupportedOptionException(
                        "Expected a clip_layout of NCTHW, NTCHW, NTHWC or frame, found: " + id));
        if (input.shape().isKnown() && !layout.fits(input.shape())) {
            throw new ModelFormatException("Expected an input of clip_layout " + layout.id() + " with "
                    + (layout == ClipLayout.FRAME ? "4 dimensions" : "5 dimensions and 1 or 3 channels at its C")
                    + ", found: " + input + ". Correct or remove clip_layout.");
        }
        return layout;
    }

    private static ClipLayout recognised(TensorInfo input) {
        List<ClipLayout> fitting = Arrays.stream(ClipLayout.values())
                .filter(layout -> layout.isDeclaredBy(input.shape()))
                .toList();
        if (fitting.size() == 1) {
            return fitting.get(0);
        }
        boolean clip = !input.shape().isKnown() || input.shape().rank() == 5;
        throw new ModelFormatException(
                clip
                        ? "Expected to tell channels, time, rows and columns in the input " + input + ", found "
                                + (fitting.isEmpty() ? "no order" : "several orders")
                                + " that fits. Add clip_layout: NCTHW, NTCHW, NTHWC, or frame for a model of single frames."
                        : "Expected a clip input of 5 dimensions, or one for single frames of 4, found: " + input
                                + ". Export the model without further dimensions, such as one for crops.");
    }

    private static int length(ModelSpec spec, TensorInfo input, ClipLayout layout) {
        int said = spec.integer("clip_length").orElse(0);
        if (spec.integer("clip_length").isPresent() && said < 1) {
            throw new ModelFormatException("Expected a clip_length of at least 1, found: " + said);
        }
        if (layout == ClipLayout.FRAME) {
            return said > 0 ? said : DEFAULT_SEGMENTS;
        }
        long fixed = layout.length(input.shape());
        if (fixed == Shape.DYNAMIC && said == 0) {
            throw new ModelFormatException("Expected the number of frames in the input " + input
                    + ", found it open. Add clip_length with the number that the model was trained on.");
        }
        if (fixed != Shape.DYNAMIC && said > 0 && said != fixed) {
            throw new ModelFormatException("Expected a clip_length of " + fixed + ", the frames in the input " + input
                    + ", found: " + said + ". Remove the key.");
        }
        return said > 0 ? said : Math.toIntExact(fixed);
    }
}
