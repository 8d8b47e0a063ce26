package dev.visiontask.detection;

import dev.visiontask.ModelFormatException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Recognises the outputs of {@link NanoDetDecoder}: two for each level, or one for all of them. */
final class NanoDetFamilies {
    private static final int USUAL_BINS = 8;
    private static final List<Integer> STRIDES = List.of(4, 8, 16, 32, 64, 128);
    private static final List<Integer> PLUS_STRIDES = List.of(8, 16, 32, 64);

    private NanoDetFamilies() {}

    static Family nanoDet() {
        return new Family("nanodet", outputs -> levels(outputs).isPresent(), NanoDetFamilies::levelLayout);
    }

    static Family plus() {
        return new Family("nanodet-plus", NanoDetFamilies::looksLikePlus, NanoDetFamilies::plusLayout);
    }

    private static boolean looksLikePlus(ModelOutputs outputs) {
        DenseOutput dense = outputs.dense().orElse(null);
        return dense != null
                && dense.byRows()
                && dense.predictions() == new Grid(PLUS_STRIDES, true).cells(outputs.input())
                && dense.fits(outputs, 4 * USUAL_BINS);
    }

    private static Layout plusLayout(ModelOutputs outputs) {
        DenseOutput dense = outputs.requireDense("nanodet-plus").asRows();
        int classes = outputs.labelledClasses().orElse(dense.classes(4 * USUAL_BINS));
        int rest = dense.channels() - classes;
        if (rest < 8 || rest % 4 != 0) {
            throw new ModelFormatException("Expected " + classes + " classes and 4 distributions of equal length in"
                    + " output " + dense.info() + ", found " + dense.channels() + " channels, which leaves " + rest
                    + ".");
        }
        Grid grid = outputs.declaredGrid(true).orElseGet(() -> new Grid(PLUS_STRIDES, true));
        NanoDetDecoder.Level level = new NanoDetDecoder.Level(dense.place(), dense.place(), classes, grid);
        return new Layout(
                new NanoDetDecoder(List.of(level), classes, rest / 4, false),
                dense.info(),
                classes,
                NmsMode.CLASS_AWARE);
    }

    private static Layout levelLayout(ModelOutputs outputs) {
        List<NanoDetDecoder.Level> levels = levels(outputs)
                .orElseThrow(() -> outputs.mismatch("two float32 outputs [N, cells, classes] and [N, cells, 4 * bins]"
                        + " for each level of the decoder nanodet"));
        int classes = outputs.dim(levels.get(0).scores(), 2);
        int bins = outputs.dim(levels.get(0).boxes(), 2) / 4;
        return new Layout(
                new NanoDetDecoder(levels, classes, bins, true),
                outputs.info(levels.get(0).scores()),
                classes,
                NmsMode.CLASS_AWARE);
    }

    /** The outputs in pairs of equal length, the finest level first. */
    private static Optional<List<NanoDetDecoder.Level>> levels(ModelOutputs outputs) {
        List<Integer> all = outputs.places(place -> outputs.rank(place) == 3 && outputs.isFloat(place));
        if (all.size() != outputs.count() || (all.size() != 6 && all.size() != 8)) {
            return Optional.empty();
        }
        List<NanoDetDecoder.Level> levels = new ArrayList<>();
        Set<Integer> used = new HashSet<>();
        for (int stride : STRIDES) {
            Grid grid = new Grid(List.of(stride), true);
            List<Integer> pair = outputs.places(place -> outputs.dim(place, 1) == grid.cells(outputs.input()));
            if (pair.size() == 2 && used.addAll(pair)) {
                levels.add(level(outputs, pair, grid));
            }
        }
        return levels.size() * 2 == all.size() && isUniform(outputs, levels) ? Optional.of(levels) : Optional.empty();
    }

    /** The one that has a channel a label holds the scores; if that does not tell, the first one. */
    private static NanoDetDecoder.Level level(ModelOutputs outputs, List<Integer> pair, Grid grid) {
        OptionalInt labelled = outputs.labelledClasses();
        boolean swapped = labelled.isPresent()
                && outputs.dim(pair.get(0), 2) != labelled.getAsInt()
                && outputs.dim(pair.get(1), 2) == labelled.getAsInt();
        int scores = pair.get(swapped ? 1 : 0);
        int boxes = pair.get(swapped ? 0 : 1);
        return new NanoDetDecoder.Level(scores, boxes, 0, grid);
    }

    private static boolean isUniform(ModelOutputs outputs, List<NanoDetDecoder.Level> levels) {
        NanoDetDecoder.Level first = levels.get(0);
        int bins = outputs.dim(first.boxes(), 2);
        return bins % 4 == 0
                && bins >= 8
                && levels.stream()
                        .allMatch(level -> outputs.dim(level.scores(), 2) == outputs.dim(first.scores(), 2)
                                && outputs.dim(level.boxes(), 2) == bins);
    }
}
