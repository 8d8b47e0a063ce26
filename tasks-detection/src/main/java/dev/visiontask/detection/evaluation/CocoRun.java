package dev.visiontask.detection.evaluation;

import dev.visiontask.evaluation.Progress;
import java.util.ArrayList;
import java.util.List;

/** One evaluation: class by class, picture by picture. */
final class CocoRun {
    private final EvaluationSet set;
    private final Overlap overlap;
    private final CocoMatcher matcher;
    private final Groups objectGroups;
    private final Groups resultGroups;
    private final double[] scores;
    private final ScoreOrder sorter = new ScoreOrder();
    private final CocoCategory category = new CocoCategory();
    private int[] objects = new int[64];
    private int[] results = new int[64];

    CocoRun(EvaluationSet set, Overlap overlap) {
        this.set = set;
        this.overlap = overlap;
        matcher = new CocoMatcher(set, Overlaps.of(set, overlap));
        objectGroups = set.objectGroups();
        resultGroups = set.resultGroups();
        scores = set.results().stream().mapToDouble(ScoredObject::score).toArray();
    }

    CocoFigures figures(Progress progress) {
        CocoMeans means = new CocoMeans();
        List<CategoryFigures> categories = new ArrayList<>();
        int count = set.categories().size();
        for (int k = 0; k < count; k++) {
            category.clear();
            matchAll(k);
            if (category.objects(CocoRules.ALL) > 0) {
                categories.add(means.add(category, set.categories().get(k)));
            }
            progress.update(k + 1L, count);
        }
        return means.figures(overlap, categories, set);
    }

    /** Goes through the pictures that have objects or results of a class, by ascending id. */
    private void matchAll(int k) {
        int g = objectGroups.start(k);
        int lastG = objectGroups.start(k + 1);
        int d = resultGroups.start(k);
        int lastD = resultGroups.start(k + 1);
        while (g < lastG || d < lastD) {
            int imageG = g < lastG ? objectGroups.imageAt(g) : Integer.MAX_VALUE;
            int imageD = d < lastD ? resultGroups.imageAt(d) : Integer.MAX_VALUE;
            int endG = imageG <= imageD ? objectGroups.endOfImage(g, lastG) : g;
            int endD = imageD <= imageG ? resultGroups.endOfImage(d, lastD) : d;
            objects = gather(objectGroups, g, endG, objects);
            results = gather(resultGroups, d, endD, results);
            matchImage(endD - d, endG - g);
            g = endG;
            d = endD;
        }
    }

    private static int[] gather(Groups groups, int from, int to, int[] buffer) {
        int[] positions = buffer.length < to - from ? new int[(to - from) * 2] : buffer;
        for (int place = from; place < to; place++) {
            positions[place - from] = groups.at(place);
        }
        return positions;
    }

    private void matchImage(int found, int objectCount) {
        sorter.sort(results, 0, found, scores);
        int resultCount = Math.min(found, CocoRules.MOST_RESULTS);
        matcher.compare(results, resultCount, objects, objectCount);
        int first = category.size();
        for (int d = 0; d < resultCount; d++) {
            category.add(scores[results[d]], d);
        }
        for (int range = 0; range < CocoRules.AREAS; range++) {
            category.addObjects(range, matcher.count(range));
            for (int d = 0; d < resultCount; d++) {
                category.setBits(range, first + d, matcher.match(d, range));
            }
        }
    }
}
