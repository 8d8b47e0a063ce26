package dev.visiontask.classification.text;

import dev.visiontask.InferenceException;
import dev.visiontask.Point;
import dev.visiontask.Quad;
import dev.visiontask.Setting;
import dev.visiontask.classification.text.MapPieces.Piece;
import dev.visiontask.preprocess.Geometry;
import dev.visiontask.task.OutputDecoder;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * From a map of probabilities {@code [N, 1, H, W]} to regions, as PaddleOCR's {@code DBPostProcess} with boxes of four corners and
 * the fast score does it: pieces above the threshold, the smallest rectangle around each, the mean of the map within it as
 * score, grown by the unclip ratio. Coordinates are those that PaddleOCR gives: column numbers of the map times the image's
 * width by the map's, rounded.
 */
final class DbDecoder implements OutputDecoder<Geometry, TextDetectionOptions, TextRegions> {
    /** Edges of pieces, in pixels of the map, before and after they have grown; PaddleOCR's {@code min_size}. */
    private static final double LEAST_EDGE = 3;

    private static final double LEAST_GROWN_EDGE = 5;

    private static final int CORNERS = 4;

    /** Edges of regions, in pixels of the image. */
    private static final int LEAST_REGION_EDGE = 3;

    private final String output;
    private final boolean logits;
    private final TextDetectionOptions options;
    private final List<Setting> settings;

    DbDecoder(String output, boolean logits, TextDetectionOptions options, List<Setting> settings) {
        this.output = output;
        this.logits = logits;
        this.options = options;
        this.settings = List.copyOf(settings);
    }

    @Override
    public TextRegions decode(List<Tensor> outputs, int index, Geometry geometry, TextDetectionOptions overrides) {
        TextDetectionOptions wanted = overrides.orElse(options);
        ScoreMap map = map(outputs, index);
        float threshold = logits ? logit(wanted.mapThreshold()) : wanted.mapThreshold();
        List<TextRegion> regions = new ArrayList<>();
        List<Piece> found = new MapPieces().find(map.values(), map.offset(), map.width(), map.height(), threshold);
        for (Piece piece : largest(found, wanted.maxCandidates())) {
            region(piece, map, geometry, wanted).ifPresent(regions::add);
        }
        return new TextRegions(RegionOrder.sorted(regions), geometry.source());
    }

    private ScoreMap map(List<Tensor> outputs, int index) {
        Tensor tensor = outputs.stream()
                .filter(candidate -> candidate.name().equals(output))
                .findFirst()
                .orElseThrow(() -> new InferenceException("Expected the output " + output + ", found: " + outputs));
        Shape shape = tensor.shape();
        int height = (int) shape.dim(shape.rank() - 2);
        int width = (int) shape.dim(shape.rank() - 1);
        return new ScoreMap(tensor.floats(), index * height * width, width, height, logits);
    }

    private static float logit(float probability) {
        return (float) Math.log(probability / (1 - probability));
    }

    private static List<Piece> largest(List<Piece> pieces, int count) {
        if (pieces.size() <= count) {
            return pieces;
        }
        return pieces.stream()
                .sorted(Comparator.comparingInt(Piece::pixels).reversed())
                .limit(count)
                .toList();
    }

    private Optional<TextRegion> region(Piece piece, ScoreMap map, Geometry geometry, TextDetectionOptions wanted) {
        Rectangle core = Rectangle.around(piece);
        if (core.shorter() < LEAST_EDGE) {
            return Optional.empty();
        }
        float score = map.mean(core);
        if (!Float.isFinite(score)) {
            throw new InferenceException("Expected finite numbers in the output " + output + ", found: " + score);
        }
        if (score < wanted.scoreThreshold()) {
            return Optional.empty();
        }
        double distance = core.width() * core.height() * wanted.unclipRatio() / (2 * (core.width() + core.height()));
        Rectangle grown = core.grown(distance);
        if (grown.shorter() < LEAST_GROWN_EDGE) {
            return Optional.empty();
        }
        return onImage(grown, geometry).map(quad -> new TextRegion(quad, Math.min(1, score)));
    }

    private static Optional<Quad> onImage(Rectangle rectangle, Geometry geometry) {
        List<Point> corners = new ArrayList<>();
        for (int i = 0; i < CORNERS; i++) {
            double x = Math.rint(geometry.toSourceX(rectangle.x(i)));
            double y = Math.rint(geometry.toSourceY(rectangle.y(i)));
            corners.add(new Point((float) Math.max(0, Math.min(geometry.source().width(), x)), (float)
                    Math.max(0, Math.min(geometry.source().height(), y))));
        }
        Quad quad = RegionOrder.upright(corners);
        boolean tiny = (int) quad.topLeft().distance(quad.topRight()) <= LEAST_REGION_EDGE
                || (int) quad.topLeft().distance(quad.bottomLeft()) <= LEAST_REGION_EDGE;
        return tiny ? Optional.empty() : Optional.of(quad);
    }

    @Override
    public List<String> labels() {
        return List.of();
    }

    @Override
    public List<Setting> settings() {
        return settings;
    }
}
