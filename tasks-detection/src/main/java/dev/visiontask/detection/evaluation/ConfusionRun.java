package dev.visiontask.detection.evaluation;

import dev.visiontask.evaluation.ConfusionMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** One comparison, picture by picture. */
final class ConfusionRun {
    private final EvaluationSet set;
    private final double score;
    private final double threshold;
    private final Overlaps overlaps;
    private final ScoreOrder sorter = new ScoreOrder();
    private final ConfusionMatrix matrix;
    private final int background;
    private double[] pairOverlaps = new double[64];
    private int[] pairResults = new int[64];
    private int[] pairObjects = new int[64];
    private int pairs;

    ConfusionRun(EvaluationSet set, double score, double threshold) {
        this.set = set;
        this.score = score;
        this.threshold = threshold;
        overlaps = Overlaps.of(set, Overlap.BOX);
        background = set.categories().size();
        matrix = ConfusionMatrix.of(
                Stream.concat(set.categories().stream().map(Category::name), Stream.of(DetectionConfusion.BACKGROUND))
                        .toList());
    }

    DetectionConfusion confusion() {
        Pictures objects = new Pictures(set.images().size());
        Pictures results = new Pictures(set.images().size());
        for (int i = 0; i < set.objects().size(); i++) {
            objects.add(set.imageIndex(set.objects().get(i).imageId()), i);
        }
        for (int i = 0; i < set.results().size(); i++) {
            if (set.results().get(i).score() >= score) {
                results.add(set.imageIndex(set.results().get(i).imageId()), i);
            }
        }
        List<PictureErrors> pictures = new ArrayList<>();
        for (int image = 0; image < set.images().size(); image++) {
            pictures.add(picture(set.images().get(image), results.of(image), objects.of(image)));
        }
        return new DetectionConfusion(matrix, pictures);
    }

    /** Positions by picture. */
    private static final class Pictures {
        private final List<List<Integer>> positions;

        Pictures(int count) {
            positions = Stream.generate(() -> (List<Integer>) new ArrayList<Integer>())
                    .limit(count)
                    .toList();
        }

        void add(int image, int position) {
            positions.get(image).add(position);
        }

        int[] of(int image) {
            return positions.get(image).stream().mapToInt(Integer::intValue).toArray();
        }
    }

    private PictureErrors picture(DatasetImage image, int[] results, int[] objects) {
        int[] objectOf = new int[results.length];
        boolean[] found = new boolean[objects.length];
        match(results, objects, objectOf, found);
        int right = 0;
        int confused = 0;
        int extra = 0;
        for (int r = 0; r < results.length; r++) {
            int predicted = classOf(set.results().get(results[r]).categoryId());
            if (objectOf[r] >= 0) {
                int actual = classOf(set.objects().get(objects[objectOf[r]]).categoryId());
                matrix.add(actual, predicted);
                right += actual == predicted ? 1 : 0;
                confused += actual == predicted ? 0 : 1;
            } else if (!onUncounted(results[r], objects)) {
                matrix.add(background, predicted);
                extra++;
            }
        }
        int missed = 0;
        for (int g = 0; g < objects.length; g++) {
            if (!found[g] && counts(objects[g])) {
                matrix.add(classOf(set.objects().get(objects[g]).categoryId()), background);
                missed++;
            }
        }
        return new PictureErrors(image, right, confused, missed, extra);
    }

    private void match(int[] results, int[] objects, int[] objectOf, boolean[] found) {
        Arrays.fill(objectOf, -1);
        pairs = 0;
        for (int r = 0; r < results.length; r++) {
            for (int g = 0; g < objects.length; g++) {
                double overlap = counts(objects[g]) ? overlaps.overlap(results[r], objects[g], false) : 0;
                if (overlap >= threshold) {
                    addPair(r, g, overlap);
                }
            }
        }
        for (int pair : sorter.of(pairOverlaps, pairs)) {
            int r = pairResults[pair];
            int g = pairObjects[pair];
            if (objectOf[r] < 0 && !found[g]) {
                objectOf[r] = g;
                found[g] = true;
            }
        }
    }

    private void addPair(int result, int object, double overlap) {
        if (pairs == pairOverlaps.length) {
            pairOverlaps = Arrays.copyOf(pairOverlaps, pairs * 2);
            pairResults = Arrays.copyOf(pairResults, pairs * 2);
            pairObjects = Arrays.copyOf(pairObjects, pairs * 2);
        }
        pairOverlaps[pairs] = overlap;
        pairResults[pairs] = result;
        pairObjects[pairs] = object;
        pairs++;
    }

    private boolean onUncounted(int result, int[] objects) {
        for (int object : objects) {
            boolean crowd = set.objects().get(object).kind() == TrueObject.Kind.CROWD;
            if (!counts(object) && overlaps.overlap(result, object, crowd) >= threshold) {
                return true;
            }
        }
        return false;
    }

    private boolean counts(int object) {
        return set.objects().get(object).kind() == TrueObject.Kind.OBJECT;
    }

    private int classOf(int categoryId) {
        return set.categoryIndex(categoryId);
    }
}
