package dev.visiontask.detection.evaluation;

import dev.visiontask.evaluation.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One evaluation, class by class. */
final class VocRun {
    private final EvaluationSet set;
    private final double threshold;
    private final Overlaps overlaps;
    private final Groups objects;
    private final Groups results;
    private final double[] scores;
    private final ScoreOrder sorter = new ScoreOrder();
    private final int[] firstObject;
    private final boolean[] taken;
    private final int[] imageOf;

    VocRun(EvaluationSet set, double threshold) {
        this.set = set;
        this.threshold = threshold;
        overlaps = Overlaps.of(set, Overlap.BOX);
        objects = set.objectGroups();
        results = set.resultGroups();
        scores = set.results().stream().mapToDouble(ScoredObject::score).toArray();
        firstObject = new int[set.images().size()];
        taken = new boolean[set.objects().size()];
        imageOf = new int[scores.length];
    }

    VocFigures figures(Progress progress) {
        List<VocFigures.OfClass> classes = new ArrayList<>();
        int count = set.categories().size();
        for (int k = 0; k < count; k++) {
            int counted = 0;
            for (int place = objects.start(k); place < objects.start(k + 1); place++) {
                counted += counts(objects.at(place)) ? 1 : 0;
            }
            if (counted > 0) {
                classes.add(ofClass(k, counted));
            }
            progress.update(k + 1L, count);
        }
        return VocFigures.of(threshold, classes);
    }

    private boolean counts(int object) {
        return set.objects().get(object).kind() == TrueObject.Kind.OBJECT;
    }

    private VocFigures.OfClass ofClass(int k, int counted) {
        int found = results.start(k + 1) - results.start(k);
        int[] order = new int[found];
        for (int i = 0; i < found; i++) {
            int place = results.start(k) + i;
            order[i] = results.at(place);
            imageOf[order[i]] = results.imageAt(place);
        }
        sorter.sort(order, 0, found, scores);
        markFirstObjects(k);
        VocCurve curve = new VocCurve(found, counted);
        for (int result : order) {
            judge(result, firstObject[imageOf[result]] - 1, objects.start(k + 1), curve);
        }
        return new VocFigures.OfClass(set.categories().get(k), counted, found, curve.area(), curve.atElevenPoints());
    }

    /** Notes where each picture's objects of the class start, plus 1; 0 if there are none. */
    private void markFirstObjects(int k) {
        Arrays.fill(firstObject, 0);
        for (int place = objects.start(k + 1) - 1; place >= objects.start(k); place--) {
            firstObject[objects.imageAt(place)] = place + 1;
        }
    }

    private void judge(int result, int first, int end, VocCurve curve) {
        int best = -1;
        double most = 0;
        int last = first < 0 ? first : objects.endOfImage(first, end);
        for (int place = first; place < last; place++) {
            double overlap = overlaps.overlap(result, objects.at(place), false);
            if (overlap > most) {
                most = overlap;
                best = objects.at(place);
            }
        }
        if (best < 0 || most < threshold) {
            curve.add(false);
        } else if (counts(best)) {
            curve.add(!taken[best]);
            taken[best] = true;
        }
    }
}
