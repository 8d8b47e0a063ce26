package dev.visiontask.segmentation;

import java.util.function.Function;

/** From scores to classes, by either rule of {@link MapResampling}. */
final class ScoredClasses {
    private final Function<ScoreRows, RowClassifier> classifier;
    private final int[] classes;

    /**
     * With a rule for rows.
     *
     * @param classifier gives a classifier for rows of such a reader
     * @param classes the class of each channel that it may choose
     */
    ScoredClasses(Function<ScoreRows, RowClassifier> classifier, int[] classes) {
        this.classifier = classifier;
        this.classes = classes;
    }

    void fill(PictureScores scores, MapResampling resampling, ClassPixels pixels) {
        switch (resampling) {
            case BILINEAR -> bilinear(scores, pixels);
            case NEAREST -> nearest(scores, pixels);
        }
    }

    private void bilinear(PictureScores scores, ClassPixels pixels) {
        AxisSampling columns = scores.columns();
        AxisSampling rows = scores.rows();
        ScoreRows source = scores.open();
        RowPair pair = new RowPair(source, rows);
        RowClassifier rule = classifier.apply(source);
        for (int y = rows.from(); y < rows.to(); y++) {
            pair.moveTo(y);
            rule.begin(pair.upper(), pair.lower(), rows.fraction(y));
            for (int x = columns.from(); x < columns.to(); x++) {
                int channel = rule.channel(columns.first(x) - columns.lowest(), columns.fraction(x));
                pixels.put(x, y, classes[channel]);
            }
        }
        pair.finish();
    }

    private void nearest(PictureScores scores, ClassPixels pixels) {
        AxisSampling columns = scores.columns();
        AxisSampling rows = scores.rows();
        ScoreRows source = scores.open();
        RowClassifier rule = classifier.apply(source);
        float[] row = new float[source.length()];
        int at = rows.lowest() - 1;
        for (int y = rows.from(); y < rows.to(); y++) {
            if (at == rows.nearest(y)) {
                pixels.repeat(y);
                continue;
            }
            while (at < rows.nearest(y)) {
                source.read(++at, row);
            }
            rule.begin(row, row, 0);
            for (int x = columns.from(); x < columns.to(); x++) {
                int channel = rule.channel(columns.nearest(x) - columns.lowest(), 0);
                pixels.put(x, y, classes[channel]);
            }
        }
        while (at < rows.highest()) {
            source.read(++at, row);
        }
        source.requireFinite();
    }
}
