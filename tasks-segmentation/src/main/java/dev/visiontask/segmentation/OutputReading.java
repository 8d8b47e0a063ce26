package dev.visiontask.segmentation;

import dev.visiontask.ModelFormatException;
import dev.visiontask.Setting;
import dev.visiontask.UnsupportedOptionException;
import dev.visiontask.model.ModelSpec;
import dev.visiontask.scores.LabelRule;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Finds the output that has the classes, and what its numbers mean: what the description declares, else what its shape,
 * its type and the number of labels leave no doubt about.
 */
final class OutputReading {
    private static final String PLANES = "NCHW";
    private static final String INTERLEAVED = "NHWC";

    private final ModelSpec spec;
    private final List<Tensor> outputs;
    private final List<Setting> settings;

    /**
     * Reads from one answer of the model.
     *
     * @param outputs of any input
     */
    OutputReading(ModelSpec spec, List<Tensor> outputs, List<Setting> settings) {
        this.spec = spec;
        this.outputs = outputs;
        this.settings = settings;
    }

    MapOutput read() {
        int place = choose();
        Tensor tensor = outputs.get(place);
        if (spec.text(SegmentationKeys.OUTPUT).isEmpty()) {
            settings.add(new Setting(SegmentationKeys.OUTPUT, quoted(tensor.name()), "in-file"));
        }
        boolean isInterleaved = isInterleaved(tensor);
        Shape shape = tensor.shape();
        int channels = Math.toIntExact(shape.rank() == 3 ? 1 : shape.dim(isInterleaved ? 3 : 1));
        return new MapOutput(place, tensor.name(), form(tensor, channels), isInterleaved, channels);
    }

    private int choose() {
        String wanted = spec.text(SegmentationKeys.OUTPUT).orElse(null);
        List<Integer> fitting = IntStream.range(0, outputs.size())
                .filter(i -> wanted == null || outputs.get(i).name().equals(wanted))
                .filter(i -> isMap(outputs.get(i).shape()))
                .boxed()
                .toList();
        if (fitting.size() != 1) {
            throw new ModelFormatException("Expected one output [N, C, h, w], [N, h, w, C] or [N, h, w]"
                    + (wanted == null ? "" : " named " + wanted) + ", found: "
                    + outputs.stream().map(Tensor::toString).collect(Collectors.joining("; "))
                    + (fitting.size() > 1 ? ". Name it by the key output." : ""));
        }
        return fitting.get(0);
    }

    private static boolean isMap(Shape shape) {
        return (shape.rank() == 3 || shape.rank() == 4) && shape.elements() > 0;
    }

    private boolean isInterleaved(Tensor tensor) {
        Shape shape = tensor.shape();
        String declared = spec.text(SegmentationKeys.OUTPUT_LAYOUT).orElse(null);
        if (shape.rank() == 3) {
            if (declared != null) {
                throw new UnsupportedOptionException("Expected no output_layout for an output without channels, found: "
                        + declared + " for " + tensor);
            }
            return false;
        }
        if (declared == null) {
            boolean recognized = recognizeInterleaved(tensor, shape.dim(1), shape.dim(3));
            settings.add(new Setting(
                    SegmentationKeys.OUTPUT_LAYOUT,
                    quoted(recognized ? INTERLEAVED : PLANES),
                    "in-file output tensor"));
            return recognized;
        }
        if (!declared.equals(PLANES) && !declared.equals(INTERLEAVED)) {
            throw new UnsupportedOptionException("Expected an output_layout of NCHW or NHWC, found: " + declared);
        }
        return declared.equals(INTERLEAVED);
    }

    private boolean recognizeInterleaved(Tensor tensor, long second, long last) {
        long rows = tensor.shape().dim(2);
        if (second == 1 || last == 1) {
            return second != 1;
        }
        long expected = expectedChannels();
        if ((second == expected) != (last == expected)) {
            return last == expected;
        }
        if (second < Math.min(rows, last) || last < Math.min(rows, second)) {
            return last < second;
        }
        throw new ModelFormatException("Expected to tell channels from rows and columns in output " + tensor
                + ". Set the key output_layout to NCHW or NHWC.");
    }

    /** How many channels the labels ask for; 0 if there are none. */
    private long expectedChannels() {
        return spec.labels()
                .map(labels -> labels.size() + offset(spec) + (isReduced(spec) ? 1 : 0))
                .orElse(0);
    }

    static int offset(ModelSpec spec) {
        return LabelRule.offset(spec).orElse(0);
    }

    static boolean isReduced(ModelSpec spec) {
        return spec.flag(SegmentationKeys.REDUCE_LABELS).orElse(false);
    }

    private OutputForm form(Tensor tensor, int channels) {
        OutputForm form = spec.text(SegmentationKeys.DECODER)
                .map(OutputForm::ofId)
                .orElseGet(() -> recognizeForm(tensor, channels));
        boolean isFloat = tensor.type() == DataType.FLOAT32;
        boolean fits =
                switch (form) {
                    case ARGMAX -> isFloat && channels > 1;
                    case CLASS_MAP -> tensor.type() != DataType.FLOAT16 && channels == 1;
                    case FOREGROUND -> isFloat && channels == 1;
                };
        if (!fits) {
            throw new ModelFormatException("Expected for the decoder " + form.id() + " "
                    + (form == OutputForm.CLASS_MAP ? "one channel of integers or float32 numbers" : "")
                    + (form == OutputForm.ARGMAX ? "a channel of float32 scores for each class" : "")
                    + (form == OutputForm.FOREGROUND ? "one channel of float32 scores" : "") + ", found output "
                    + tensor
                    + " with " + channels + " channels.");
        }
        return form;
    }

    private OutputForm recognizeForm(Tensor tensor, int channels) {
        OutputForm form = OutputForm.ARGMAX;
        if (channels == 1) {
            // MXNet's argmax gives floats: more labels than foreground and background tell it from scores.
            boolean manyLabels = spec.labels().map(labels -> labels.size() > 2).orElse(false);
            boolean isNumbers = tensor.type() != DataType.FLOAT32 || manyLabels;
            form = isNumbers ? OutputForm.CLASS_MAP : OutputForm.FOREGROUND;
        }
        settings.add(new Setting(SegmentationKeys.DECODER, quoted(form.id()), "recognised from the output"));
        return form;
    }

    static String quoted(String text) {
        return "\"" + text + "\"";
    }
}
