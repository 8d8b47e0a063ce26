package dev.visiontask.examples;

import dev.visiontask.ImageSource;
import dev.visiontask.VisionTask;
import dev.visiontask.draw.Overlay;
import dev.visiontask.json.JsonObjectText;
import dev.visiontask.segmentation.ClassArea;
import dev.visiontask.segmentation.ClassMap;
import dev.visiontask.segmentation.Segmentation;
import dev.visiontask.segmentation.SegmentationOptions;
import dev.visiontask.segmentation.SemanticSegmenter;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Says which class each pixel of pictures belongs to: a user's model on a user's pictures. {@code --help} lists the
 * options.
 */
public final class Segment implements PictureTask<Segmentation> {
    private static final String MAPS = "--maps";
    private static final String PALETTE = "--palette";
    private static final String THRESHOLD = "--threshold";

    private @Nullable MapFiles maps;

    Segment() {}

    /** Ends the process with 0 if every picture was answered, 1 if some were not, 2 if the call was wrong. */
    public static void main(String[] args) {
        Terminal terminal = Terminal.standard();
        terminal.exit(new FileProgram<>(new Segment(), terminal).run(args));
    }

    @Override
    public String program() {
        return "Segment";
    }

    @Override
    public String purpose() {
        return "says how much of pictures each class covers, and writes which class each pixel has.";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.of(MAPS, "DIR", "writes DIR/NAME.png a picture, of its size: the class of each pixel as gray"),
                Option.flag(PALETTE, "writes the maps with the colours of Pascal VOC"),
                Option.of(THRESHOLD, "SCORE", "the lowest score of the foreground, 0 to 1; for models that have one"));
    }

    @Override
    public VisionTask<ImageSource, Segmentation> open(Arguments arguments) {
        SegmentationOptions.Builder options = SegmentationOptions.builder();
        arguments.number(THRESHOLD).ifPresent(options::threshold);
        if (arguments.has(PALETTE)) {
            arguments.require(MAPS);
        }
        maps = arguments
                .get(MAPS)
                .map(folder -> MapFiles.in(folder, arguments.has(PALETTE)))
                .orElse(null);
        return ModelOptions.apply(SemanticSegmenter.builder(), arguments)
                .options(options.build())
                .build();
    }

    @Override
    public void answered(Path picture, Segmentation result) {
        if (maps != null) {
            maps.write(picture, result);
        }
    }

    @Override
    public List<Finding> findings(Segmentation result) {
        return result.areas().stream()
                .map(area -> new Finding(area.label(), (float) area.share()))
                .toList();
    }

    @Override
    public Consumer<Overlay> drawing(Segmentation result) {
        return result::drawOn;
    }

    @Override
    public void putJson(JsonObjectText line, Segmentation result) {
        line.put("width", result.imageSize().width())
                .put("height", result.imageSize().height())
                .put("areas", result.areas().stream().map(Segment::json).toList())
                .put(
                        "ignored",
                        result.map().count(ClassMap.IGNORED)
                                / (double) result.imageSize().pixels());
    }

    private static JsonObjectText json(ClassArea area) {
        return new JsonObjectText()
                .put("index", area.index())
                .put("label", area.label())
                .put("pixels", area.pixels())
                .put("share", area.share());
    }
}
