package dev.visiontask.segmentation;

import dev.visiontask.Setting;
import dev.visiontask.preprocess.Geometry;
import dev.visiontask.scores.Activation;
import dev.visiontask.task.OutputDecoder;
import dev.visiontask.tensor.Tensor;
import java.util.List;

/** From one output to a class for each pixel of the picture. */
final class SegmentationDecoder implements OutputDecoder<Geometry, SegmentationOptions, Segmentation> {
    /** The classes of a channel that did not and of one that did reach the threshold. */
    private static final int[] BACKGROUND_AND_FOREGROUND = {0, 1};

    private final Parts parts;
    private final Selection selection;
    private final int[] channelClasses;

    SegmentationDecoder(Parts parts) {
        this.parts = parts;
        this.selection = Selection.of(parts.options(), parts);
        this.channelClasses = parts.output().form() == OutputForm.FOREGROUND
                ? BACKGROUND_AND_FOREGROUND
                : parts.numbering().ofChannels(parts.output().channels());
    }

    /** What the decoder is made of. */
    record Parts(
            MapOutput output,
            Activation activation,
            ClassNumbering numbering,
            List<String> labels,
            SegmentationOptions options,
            List<Setting> settings) {
        Parts {
            labels = List.copyOf(labels);
            settings = List.copyOf(settings);
        }
    }

    @Override
    public Segmentation decode(List<Tensor> outputs, int index, Geometry geometry, SegmentationOptions overrides) {
        Selection chosen = overrides.equals(SegmentationOptions.NONE)
                ? selection
                : Selection.of(overrides.orElse(parts.options()), parts);
        MapOutput output = parts.output();
        Tensor tensor = output.tensor(outputs);
        OutputGrid grid = output.grid(tensor, index);
        ClassPixels pixels = new ClassPixels(geometry.source(), parts.labels().size());
        if (output.form() == OutputForm.CLASS_MAP) {
            new NumberedClasses(tensor, parts.numbering())
                    .fill(grid, PictureScores.columns(geometry, grid), PictureScores.rows(geometry, grid), pixels);
            return new Segmentation(pixels.toMap(), parts.labels(), List.of());
        }
        PictureScores scores = PictureScores.of(tensor, grid, geometry);
        new ScoredClasses(rows -> classifier(rows, chosen), channelClasses).fill(scores, chosen.resampling(), pixels);
        List<ScoreMap> maps = chosen.scores().isEmpty()
                ? List.of()
                : new ClassScores(parts.activation(), chosen.scores()).of(scores, geometry.source());
        return new Segmentation(pixels.toMap(), parts.labels(), maps);
    }

    private RowClassifier classifier(ScoreRows rows, Selection chosen) {
        return parts.output().form() == OutputForm.FOREGROUND
                ? new ThresholdScore(rows, chosen.threshold())
                : new HighestScore(rows);
    }

    @Override
    public void check(SegmentationOptions wanted) {
        if (!wanted.equals(SegmentationOptions.NONE)) {
            Selection.of(wanted.orElse(parts.options()), parts);
        }
    }

    @Override
    public List<String> labels() {
        return parts.labels();
    }

    @Override
    public List<Setting> settings() {
        return parts.settings();
    }
}
