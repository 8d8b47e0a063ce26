package dev.visiontask.activity;

import dev.visiontask.Setting;
import dev.visiontask.scores.Activation;
import dev.visiontask.scores.ClassOutput;
import dev.visiontask.scores.ScoreFunction;
import dev.visiontask.scores.TopScores;
import dev.visiontask.task.OutputDecoder;
import dev.visiontask.tensor.Tensor;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** From one output {@code [N, classes]} a view to the best classes of a clip: the mean of the views. */
final class ActivityDecoder implements OutputDecoder<ClipContext, ActivityOptions, Activities> {
    private static final int SINGLE_LABEL_RESULTS = 5;
    private static final float MULTI_LABEL_THRESHOLD = 0.5f;

    private final Parts parts;

    ActivityDecoder(Parts parts) {
        this.parts = parts;
    }

    /**
     * What the decoder is made of.
     *
     * @param meanOfLogits whether views are averaged before the activation
     * @param multiLabel whether several classes can hold at once
     */
    record Parts(
            ClassOutput output,
            Activation activation,
            boolean meanOfLogits,
            boolean multiLabel,
            List<String> labels,
            ActivityOptions options,
            List<Setting> settings) {}

    @Override
    public void collect(List<Tensor> outputs, int index, ClipContext context) {
        float[] values = parts.output().read(outputs, index);
        context.add(parts.meanOfLogits() ? values : ScoreFunction.apply(parts.activation(), values));
    }

    @Override
    public Activities decode(List<Tensor> outputs, int index, ClipContext context, ActivityOptions overrides) {
        collect(outputs, index, context);
        float[] mean = context.mean();
        float[] scores = parts.meanOfLogits() ? ScoreFunction.apply(parts.activation(), mean) : mean;
        return new Activities(context.name(), best(scores, overrides.orElse(parts.options())), context.passes());
    }

    private List<Activity> best(float[] scores, ActivityOptions options) {
        Integer max = options.maxResults();
        Float threshold = options.scoreThreshold();
        int most = max != null ? max : parts.multiLabel() ? Integer.MAX_VALUE : SINGLE_LABEL_RESULTS;
        float least = threshold != null ? threshold : parts.multiLabel() ? MULTI_LABEL_THRESHOLD : -Float.MAX_VALUE;
        BitSet all = new BitSet(scores.length);
        all.set(0, scores.length);
        List<Activity> classes = new ArrayList<>();
        for (int index : TopScores.indexes(scores, all, most)) {
            if (scores[index] < least) {
                break;
            }
            classes.add(new Activity(index, parts.labels().get(index), scores[index]));
        }
        return classes;
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
