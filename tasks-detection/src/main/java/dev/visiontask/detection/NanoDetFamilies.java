package dev.visiontask.detection;

import dev.visiontask.ModelFormatException;
import dev.visiontask.detection.Layout.Reading;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Recognises the outputs of {@link NanoDetDecoder}: two for each level, or one for all of them. */
final class NanoDetFamilies {
    private static final String DISTANCES = "left, top, right, bottom from distances to the cell";
    private static final int USUAL_BINS = 8;
    private static final List<Integer> STRIDES = List.of(4, 8, 16, 32, 64, 128);
    private static final List<Integer> PLUS_STRIDES = List.of(8, 16, 32, 64);

    private NanoDetFamilies() {}

    static Family nanoDet() {
        return new Family("nanodet", outputs -> levels(outputs).isPresent(), NanoDetFamilies::levelLayout, Set.of());
    }

    static Family plus() {
        return new Family("nanodet-plus", NanoDetFamilies::looksLikePlus, NanoDetFamilies::plusLayout, Set.of());
    }

    private static boolean looksLikePlus(ModelOutputs outputs) {
        DenseOutput dense = DenseOutput.find(outputs).orElse(null);
        return dense != null
                && dense.byRows()
                && dense.predictions() == new Grid(PLUS_STRIDES, true).cells(outputs.input())
                && dense.fits(outputs, 4 * USUAL_BINS);
    }

    private static Layout plusLayout(ModelOutputs outputs) {
        DenseOutput dense = DenseOutput.require(outputs, "nanodet-plus").asRows();
        int classes = outputs.labelledClasses().orElse(dense.classes(4 * USUAL_BINS));
        int rest = dense.channels() - classes;
        if (rest < 8 || rest % 4 != 0) {
            throw new ModelFormatException("Expected " + classes + " classes and 4 distributions of equal length in"
                    + " output " + dense.info() + ", found " + dense.channels() + " channels, which leaves " + rest
                    + ".");
        }
        ScoreNumbers.require(outputs, dense, 0, classes, "nanodet-plus");
        Grid grid =
                LayoutKeys.grid(outputs.spec(), outputs.input(), true).orElseGet(() -> new Grid(PLUS_STRIDES, true));
        NanoDetDecoder.Level level = new NanoDetDecoder.Level(dense.index(), dense.index(), classes, grid);
        return new Layout(
                new NanoDetDecoder(List.of(level), classes, rest / 4, false),
                dense.info(),
                classes,
                NmsMode.CLASS_AWARE,
                Reading.pixels(DISTANCES));
    }

    private static Layout levelLayout(ModelOutputs outputs) {
        List<NanoDetDecoder.Level> levels = levels(outputs)
                .orElseThrow(() -> outputs.mismatch("for the decoder nanodet, level by level one float32 [N, cells,"
                        + " classes] and one float32 [N, cells, 4 * bins], with the cells of the strides " + STRIDES
                        + " in an input of " + outputs.input()));
        int classes = outputs.dim(levels.get(0).scores(), 2);
        int bins = outputs.dim(levels.get(0).boxes(), 2) / 4;
        levels.forEach(level -> ScoreNumbers.require(outputs, level.scores(), "nanodet"));
        return new Layout(
                new NanoDetDecoder(levels, classes, bins, true),
                outputs.info(levels.get(0).scores()),
                classes,
                NmsMode.CLASS_AWARE,
                Reading.pixels(DISTANCES));
    }

    /** The outputs in pairs of equal length, the finest level first; of those that the key {@code outputs} names, if any. */
    private static Optional<List<NanoDetDecoder.Level>> levels(ModelOutputs outputs) {
        List<Integer> named = outputs.declared();
        List<Integer> all = named.isEmpty() ? outputs.indexes(index -> true) : named;
        boolean paired = named.isEmpty() ? all.size() == 6 || all.size() == 8 : all.size() % 2 == 0;
        if (!paired || !all.stream().allMatch(index -> outputs.rank(index) == 3 && outputs.isFloat(index))) {
            return Optional.empty();
        }
        List<NanoDetDecoder.Level> levels = new ArrayList<>();
        Set<Integer> used = new HashSet<>();
        for (int stride : STRIDES) {
            Grid grid = new Grid(List.of(stride), true);
            List<Integer> pair = all.stream()
                    .filter(index -> outputs.dim(index, 1) == grid.cells(outputs.input()))
                    .toList();
            if (pair.size() == 2 && used.addAll(pair)) {
                levels.add(level(outputs, pair, named.isEmpty(), grid));
            }
        }
        return levels.size() * 2 == all.size() && isUniform(outputs, levels) ? Optional.of(levels) : Optional.empty();
    }

    /** The one that is named first, or has a channel a label, holds the scores; if that does not tell, the first one. */
    private static NanoDetDecoder.Level level(ModelOutputs outputs, List<Integer> pair, boolean anyOrder, Grid grid) {
        OptionalInt labelled = outputs.labelledClasses();
        boolean swapped = anyOrder
                && labelled.isPresent()
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
