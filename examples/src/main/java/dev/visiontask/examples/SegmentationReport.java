package dev.visiontask.examples;

import dev.visiontask.ImageSource;
import dev.visiontask.Outcome;
import dev.visiontask.TaskInfo;
import dev.visiontask.VisionException;
import dev.visiontask.evaluation.TextTable;
import dev.visiontask.examples.Report.Card;
import dev.visiontask.examples.Report.Shot;
import dev.visiontask.examples.Report.Tone;
import dev.visiontask.segmentation.Segmentation;
import dev.visiontask.segmentation.SemanticSegmenter;
import dev.visiontask.segmentation.evaluation.MaskReader;
import dev.visiontask.segmentation.evaluation.PictureFigures;
import dev.visiontask.segmentation.evaluation.SegmentationFigures;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The figures of a segmenter as a report: the worst pictures with what was found and what is there, and a table. */
final class SegmentationReport {
    private static final double PERCENT = 100;

    private final SemanticSegmenter segmenter;
    private final MaskReader reader;
    private final Map<Path, Path> masks;
    private final TaskInfo info;

    SegmentationReport(SemanticSegmenter segmenter, MaskReader reader, Map<Path, Path> masks) {
        this.segmenter = segmenter;
        this.reader = reader;
        this.masks = masks;
        this.info = segmenter.info();
    }

    /** As a report of at most so many pictures; each is answered once more, while the segmenter is open. */
    Report of(String title, SegmentationFigures figures, int count) {
        List<Card> worst = figures.worst(count).stream().map(this::card).toList();
        return Report.of(title, means(figures), worst, table(figures), Report.Engine.working(info));
    }

    private static String means(SegmentationFigures figures) {
        return "mean IoU " + TextTable.share(figures.meanIou()) + ", pixel accuracy "
                + TextTable.share(figures.pixelAccuracy()) + ", mean accuracy "
                + TextTable.share(figures.meanAccuracy()) + ", "
                + figures.pictures().size() + " pictures";
    }

    private Card card(PictureFigures figures) {
        Path picture = Path.of(figures.name());
        String badge = String.format(
                Locale.ROOT, "mean IoU %.3f, %.1f %% right", figures.meanIou(), PERCENT * figures.pixelAccuracy());
        try {
            Segmentation found = segmenter.run(ImageSource.of(picture));
            List<Shot> shots = List.of(
                    Shot.of("found", picture, found::drawOn),
                    Shot.of("truth", picture, overlay -> truth(picture).drawOn(overlay)));
            return new Card(picture, badge, Tone.PLAIN, List.of(), null, shots);
        } catch (VisionException e) {
            Outcome.Failure<Segmentation> failure = new Outcome.Failure<>(e);
            return Cards.failed(new Answer<>(picture, info.backend(), 0, failure), failure);
        }
    }

    private Segmentation truth(Path picture) {
        Path mask = Objects.requireNonNull(masks.get(picture));
        return new Segmentation(reader.read(mask), info.labels(), List.of());
    }

    private static Table table(SegmentationFigures figures) {
        List<Table.Column> columns = List.of(
                Table.Column.text("class"),
                Table.Column.number("IoU"),
                Table.Column.number("accuracy"),
                Table.Column.number("pixels in the truth"),
                Table.Column.number("pixels found"));
        return new Table(
                columns,
                figures.classes().stream()
                        .filter(each -> each.truthPixels() + each.predictedPixels() > 0)
                        .map(each -> List.of(
                                each.label(),
                                TextTable.share(each.iou()),
                                TextTable.share(each.accuracy()),
                                Long.toString(each.truthPixels()),
                                Long.toString(each.predictedPixels())))
                        .toList());
    }
}
