package dev.visiontask.classification.text;

import dev.visiontask.ImageSource;
import dev.visiontask.Quad;
import dev.visiontask.TaskInfo;
import dev.visiontask.VisionTask;
import dev.visiontask.image.ReadOptions;
import dev.visiontask.preprocess.ImageParts;
import dev.visiontask.task.ExampleImage;
import dev.visiontask.task.PipelineTask;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A reader that runs two models here. */
final class ModelTextReader extends PipelineTask<ImageSource, TextReadingOptions, ReadText> implements TextReader {
    /** Lines are looked at upside down only if a page is read with less confidence than this. */
    private static final double SURE = 0.9;

    private static final int SAMPLE = 6;

    private final Parts parts;

    /** What it is made of. */
    record Parts(TextDetector detector, TextRecognizer recognizer, ReadOptions readOptions, boolean findRotation) {}

    ModelTextReader(TextReaderBuilder builder, Parts parts) {
        super("text-reading", builder, TextReadingOptions.NONE);
        this.parts = parts;
    }

    @Override
    protected ReadText process(ImageSource source, TextReadingOptions options) {
        ImageParts image = ImageParts.read(source, parts.readOptions());
        TextRegions found = parts.detector().run(image.source());
        boolean onEnd = parts.findRotation() && ReadingDirection.mostStandOnEnd(found);
        if (onEnd) {
            return readTurned(image, turns(image, found, 1));
        }
        List<RecognizedText> texts = recognize(image, found);
        boolean doubtful = parts.findRotation() && confidence(texts) < SURE;
        int turns = doubtful ? turns(image, found, 0) : 0;
        return turns == 0 ? arranged(found, texts, new QuarterTurn(image.size(), 0)) : readTurned(image, turns);
    }

    private ReadText readTurned(ImageParts image, int turns) {
        ImageParts upright = image.turned(turns);
        TextRegions found = parts.detector().run(upright.source());
        return arranged(found, recognize(upright, found), new QuarterTurn(image.size(), turns));
    }

    private List<RecognizedText> recognize(ImageParts page, TextRegions regions) {
        return recognize(regions.regions().stream()
                .map(region -> ReadingDirection.cut(page, region.quad()))
                .toList());
    }

    private static ReadText arranged(TextRegions regions, List<RecognizedText> texts, QuarterTurn turn) {
        List<TextLine> lines = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            TextRegion region = regions.regions().get(i);
            TextLines.of(texts.get(i), ReadingDirection.along(region.quad()), region.score())
                    .ifPresent(lines::add);
        }
        List<TextBlock> blocks = PageLayout.of(lines).stream()
                .map(block -> TextLines.map(block, turn::back))
                .toList();
        return new ReadText(blocks, turn.image());
    }

    private List<RecognizedText> recognize(List<ImageParts> lines) {
        return parts.recognizer()
                .runBatch(lines.stream().map(ImageParts::source).toList());
    }

    /**
     * How the page is to be turned: as it is said, or by half a circle more. That is tried on some of the longest lines: those
     * read upside down make no sense, and the model is less sure of them.
     */
    private int turns(ImageParts page, TextRegions found, int first) {
        List<ImageParts> sample = found.regions().stream()
                .map(TextRegion::quad)
                .sorted(Comparator.comparingDouble((Quad quad) -> Math.max(quad.width(), quad.height()))
                        .reversed())
                .limit(SAMPLE)
                .map(quad -> page.within(quad).turned(first))
                .toList();
        double asIs = confidence(recognize(sample));
        double turned =
                confidence(recognize(sample.stream().map(line -> line.turned(2)).toList()));
        return turned > asIs ? first + 2 : first;
    }

    /** The mean over all characters, so that a line of which nothing is read counts for nothing. */
    private static double confidence(List<RecognizedText> texts) {
        return texts.stream()
                .flatMap(text -> text.characters().stream())
                .mapToDouble(TextCharacter::confidence)
                .average()
                .orElse(0);
    }

    @Override
    protected ImageSource example() {
        return ExampleImage.within(parts.readOptions().limits());
    }

    @Override
    protected void warmParts() {
        parts.detector().warmUp();
        parts.recognizer().warmUp();
    }

    /** That of the detector, with what both hold and all that is set. */
    @Override
    public TaskInfo info() {
        return ReaderInfo.of(parts.detector().info(), parts.recognizer().info());
    }

    @Override
    protected void free() {
        Stream.<VisionTask<?, ?>>of(parts.detector(), parts.recognizer()).forEach(VisionTask::close);
    }
}
