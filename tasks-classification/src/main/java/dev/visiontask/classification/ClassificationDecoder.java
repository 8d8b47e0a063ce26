package dev.visiontask.classification;

import dev.visiontask.Setting;
import dev.visiontask.preprocess.Geometry;
import dev.visiontask.scores.Activation;
import dev.visiontask.scores.ClassOutput;
import dev.visiontask.scores.ScoreFunction;
import dev.visiontask.scores.TopScores;
import dev.visiontask.task.OutputDecoder;
import dev.visiontask.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** From one output {@code [N, classes]} to the best classes. */
final class ClassificationDecoder implements OutputDecoder<Geometry, ClassificationOptions, Classifications> {
    private static final int SINGLE_LABEL_RESULTS = 5;
    private static final float MULTI_LABEL_THRESHOLD = 0.5f;

    private final ClassOutput output;
    private final Activation activation;
    private final boolean multiLabel;
    private final ClassLabels labels;
    private final ClassificationOptions options;
    private final Selection selection;
    private final List<Setting> settings;

    ClassificationDecoder(Parts parts) {
        this.output = parts.output();
        this.activation = parts.activation();
        this.multiLabel = parts.multiLabel();
        this.labels = parts.labels();
        this.options = parts.options();
        this.settings = List.copyOf(parts.settings());
        this.selection = select(options);
    }

    /** What the decoder is made of. */
    record Parts(
            ClassOutput output,
            Activation activation,
            boolean multiLabel,
            ClassLabels labels,
            ClassificationOptions options,
            List<Setting> settings) {}

    @Override
    public Classifications decode(List<Tensor> outputs, int index, Geometry geometry, ClassificationOptions overrides) {
        Selection chosen = overrides.equals(ClassificationOptions.NONE) ? selection : select(overrides.orElse(options));
        float[] values = output.read(outputs, index);
        ScoreFunction function = ScoreFunction.of(activation, values);
        int[] best = TopScores.indexes(values, chosen.candidates(), chosen.maxResults());
        List<Classification> classes = new ArrayList<>(best.length);
        for (int place : best) {
            float score = function.score(values[place]);
            if (score < chosen.scoreThreshold()) {
                break;
            }
            classes.add(new Classification(place, labels.name(place), score));
        }
        return new Classifications(classes, geometry.source());
    }

    @Override
    public void check(ClassificationOptions wanted) {
        labels.check(wanted);
    }

    private Selection select(ClassificationOptions wanted) {
        return multiLabel
                ? Selection.of(wanted, labels, Integer.MAX_VALUE, MULTI_LABEL_THRESHOLD)
                : Selection.of(wanted, labels, SINGLE_LABEL_RESULTS, Float.NEGATIVE_INFINITY);
    }

    @Override
    public List<String> labels() {
        return labels.names();
    }

    @Override
    public List<Setting> settings() {
        return settings;
    }
}
