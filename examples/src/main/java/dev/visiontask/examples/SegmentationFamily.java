package dev.visiontask.examples;

import dev.visiontask.ImageSource;
import dev.visiontask.VisionTask;
import dev.visiontask.draw.Overlay;
import dev.visiontask.evaluation.TextTable;
import dev.visiontask.examples.Difference.Measure;
import dev.visiontask.examples.Report.Tone;
import dev.visiontask.model.ModelRef;
import dev.visiontask.segmentation.ClassMap;
import dev.visiontask.segmentation.Segmentation;
import dev.visiontask.segmentation.SemanticSegmenter;
import dev.visiontask.segmentation.evaluation.SegmentationEvaluator;
import dev.visiontask.segmentation.evaluation.SegmentationFigures;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Segmentation: the engines agree if nearly all pixels of each picture have the same class. */
final class SegmentationFamily implements PictureFamily<Segmentation> {
    private static final double PERCENT = 100;
    private static final double LARGEST_PERCENT = 0.1;
    private static final float ALPHA = 0.4f;

    private final String model;
    private final SamplePages pages;

    SegmentationFamily(String model, SamplePages pages) {
        this.model = model;
        this.pages = pages;
    }

    @Override
    public String title() {
        return "Segmentation: what is each pixel of?";
    }

    @Override
    public String model() {
        return model;
    }

    @Override
    public String scoreName() {
        return "right";
    }

    @Override
    public String scoreMeaning() {
        return "the share of the pixels that are right";
    }

    @Override
    public List<Path> files() {
        return pages.pictures();
    }

    @Override
    public VisionTask<ImageSource, Segmentation> open(String engine) {
        return SemanticSegmenter.builder()
                .model(ModelRef.of(model))
                .backend(engine)
                .build();
    }

    @Override
    public Verdict verdict(Path picture, Segmentation result) {
        double accuracy = compare(picture, result, new SegmentationEvaluator(result.labels()))
                .pixelAccuracy();
        String badge = String.format(Locale.ROOT, "%.1f %% of the pixels right", PERCENT * accuracy);
        return new Verdict(areas(result), (float) accuracy, badge, Tone.PLAIN);
    }

    private SegmentationFigures compare(Path picture, Segmentation result, SegmentationEvaluator evaluator) {
        evaluator.add(picture.toString(), pages.mask(picture, result.labels().size()), result.map());
        return evaluator.figures();
    }

    private static String areas(Segmentation result) {
        return result.areas().stream()
                .map(area -> String.format(Locale.ROOT, "%.0f %% %s", PERCENT * area.share(), area.label()))
                .collect(Collectors.joining(", "));
    }

    @Override
    public String quality(List<Answer<Segmentation>> answers) {
        if (answers.isEmpty()) {
            return "no picture answered";
        }
        SegmentationEvaluator evaluator =
                new SegmentationEvaluator(answers.get(0).outcome().orThrow().labels());
        answers.forEach(answer -> compare(answer.file(), answer.outcome().orThrow(), evaluator));
        SegmentationFigures figures = evaluator.figures();
        return "mean IoU " + TextTable.share(figures.meanIou()) + ", pixel accuracy "
                + TextTable.share(figures.pixelAccuracy());
    }

    @Override
    public Difference difference(Segmentation one, Segmentation other) {
        double percent = percent(one.map(), other.map());
        String form = percent == 0 ? "equal pixels" : "at most %.4f %% of the pixels of a picture differ";
        return Difference.of(new Measure(form, percent, LARGEST_PERCENT));
    }

    private static double percent(ClassMap one, ClassMap other) {
        if (!one.size().equals(other.size())) {
            return PERCENT;
        }
        long different = 0;
        for (int y = 0; y < one.size().height(); y++) {
            for (int x = 0; x < one.size().width(); x++) {
                different += one.at(x, y) == other.at(x, y) ? 0 : 1;
            }
        }
        return PERCENT * different / one.size().pixels();
    }

    @Override
    public Consumer<Overlay> drawing(Segmentation result) {
        return overlay -> overlay.alpha(ALPHA).classes(result.map());
    }
}
