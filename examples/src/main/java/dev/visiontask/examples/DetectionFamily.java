package dev.visiontask.examples;

import dev.visiontask.Box;
import dev.visiontask.ImageSource;
import dev.visiontask.VisionTask;
import dev.visiontask.detection.Detection;
import dev.visiontask.detection.DetectionOptions;
import dev.visiontask.detection.Detections;
import dev.visiontask.detection.ObjectDetector;
import dev.visiontask.draw.Overlay;
import dev.visiontask.examples.BoxMatching.Pair;
import dev.visiontask.examples.Difference.Measure;
import dev.visiontask.examples.Report.Tone;
import dev.visiontask.model.ModelRef;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Detection: the engines agree if each finds what the other finds, with nearly the same scores and boxes. */
final class DetectionFamily implements PictureFamily<Detections> {
    /** That of the options, so that {@link Detect} shows the same. */
    private static final float LOWEST_SCORE = 0.25f;

    private static final double LARGEST_SCORE = 1e-3;
    private static final double LARGEST_SHIFT = 0.5;
    private static final double LEAST_IOU = 0.5;

    private final String model;
    private final SamplePages pages;

    DetectionFamily(String model, SamplePages pages) {
        this.model = model;
        this.pages = pages;
    }

    @Override
    public String title() {
        return "Detection: what is where on a page?";
    }

    @Override
    public String model() {
        return model;
    }

    @Override
    public String scoreName() {
        return "found";
    }

    @Override
    public String scoreMeaning() {
        return "the share of the regions that were found";
    }

    @Override
    public List<Path> files() {
        return pages.pictures();
    }

    @Override
    public VisionTask<ImageSource, Detections> open(String engine) {
        return ObjectDetector.builder()
                .model(ModelRef.of(model))
                .backend(engine)
                .options(DetectionOptions.builder().scoreThreshold(LOWEST_SCORE).build())
                .build();
    }

    @Override
    public Verdict verdict(Path picture, Detections result) {
        Count count = count(picture, result);
        String badge = count.found() + " of " + count.regions() + " regions found"
                + (count.extra() == 0 ? "" : ", " + count.extra() + " extra");
        boolean isRight = count.found() == count.regions() && count.extra() == 0;
        float share = count.regions() == 0 ? 1 : (float) count.found() / count.regions();
        return new Verdict(labels(result), share, badge, isRight ? Tone.GOOD : Tone.PLAIN);
    }

    private record Count(int found, int regions, int extra) {}

    private Count count(Path picture, Detections result) {
        List<Detection> truth = pages.regions(picture);
        int found = BoxMatching.of(truth, result.objects(), LEAST_IOU).pairs().size();
        return new Count(found, truth.size(), result.size() - found);
    }

    /** How many of each label, by their names. */
    private static String labels(Detections result) {
        Map<String, Long> counts = result.objects().stream()
                .collect(Collectors.groupingBy(Detection::label, TreeMap::new, Collectors.counting()));
        return counts.isEmpty()
                ? "(nothing)"
                : counts.entrySet().stream()
                        .map(each -> each.getValue() + " " + each.getKey())
                        .collect(Collectors.joining(", "));
    }

    @Override
    public String quality(List<Answer<Detections>> answers) {
        int found = 0;
        int extra = 0;
        for (Answer<Detections> answer : answers) {
            Count count = count(answer.file(), answer.outcome().orThrow());
            found += count.found();
            extra += count.extra();
        }
        int regions = files().stream()
                .mapToInt(picture -> pages.regions(picture).size())
                .sum();
        return String.format(
                Locale.ROOT, "%d of %d regions found at an IoU of %.1f, %d extra", found, regions, LEAST_IOU, extra);
    }

    @Override
    public Difference difference(Detections one, Detections other) {
        BoxMatching matching = BoxMatching.of(one.objects(), other.objects(), LEAST_IOU);
        double score = 0;
        double shift = 0;
        for (Pair pair : matching.pairs()) {
            score = Math.max(score, Math.abs(pair.one().score() - pair.other().score()));
            shift = Math.max(shift, shift(pair.one().box(), pair.other().box()));
        }
        // A score that lies on the threshold may fall on either side of it.
        long alone = Stream.concat(matching.aloneInOne().stream(), matching.aloneInOther().stream())
                .filter(found -> found.score() > LOWEST_SCORE + LARGEST_SCORE)
                .count();
        return Difference.of(
                new Measure(alone == 0 ? "equal regions" : "%.0f regions found by one only", alone, 0),
                new Measure("scores within %.1e", score, LARGEST_SCORE),
                new Measure("boxes within %.1e pixels", shift, LARGEST_SHIFT));
    }

    private static double shift(Box one, Box other) {
        return Stream.of(
                        one.left() - other.left(),
                        one.top() - other.top(),
                        one.right() - other.right(),
                        one.bottom() - other.bottom())
                .mapToDouble(Math::abs)
                .max()
                .orElse(0);
    }

    @Override
    public Consumer<Overlay> drawing(Detections result) {
        return result::drawOn;
    }
}
