package dev.visiontask.detection.evaluation;

import java.util.List;

/** Sums up the classes; each figure over those that have objects for it. */
final class CocoMeans {
    private final CocoCurve curve = new CocoCurve();
    private final ScoreOrder sorter = new ScoreOrder();
    private final Mean ap50 = new Mean();
    private final Mean ap75 = new Mean();
    private final Mean[] ap = means();
    private final Mean[] ar = means();
    private final Mean ar1 = new Mean();
    private final Mean ar10 = new Mean();

    private static final class Mean {
        private double sum;
        private int count;

        void add(double value) {
            sum += value;
            count++;
        }

        double value() {
            return count == 0 ? CocoFigures.NONE : sum / count;
        }
    }

    private static Mean[] means() {
        Mean[] means = new Mean[CocoRules.AREAS];
        for (int range = 0; range < means.length; range++) {
            means[range] = new Mean();
        }
        return means;
    }

    CategoryFigures add(CocoCategory category, Category id) {
        int[] order = sorter.of(category.scores(), category.size());
        double[][] precisions = new double[CocoRules.AREAS][];
        for (int range = 0; range < CocoRules.AREAS; range++) {
            if (category.objects(range) > 0) {
                precisions[range] = precisions(category, order, range);
                ap[range].add(mean(precisions[range]));
                ar[range].add(recall(category, range, CocoRules.MOST_RESULTS));
            }
        }
        double[] all = precisions[CocoRules.ALL];
        ap50.add(all[CocoRules.AT_50]);
        ap75.add(all[CocoRules.AT_75]);
        ar1.add(recall(category, CocoRules.ALL, 1));
        ar10.add(recall(category, CocoRules.ALL, 10));
        return new CategoryFigures(
                id,
                category.objects(CocoRules.ALL),
                mean(all),
                all[CocoRules.AT_50],
                all[CocoRules.AT_75],
                recall(category, CocoRules.ALL, CocoRules.MOST_RESULTS));
    }

    private double[] precisions(CocoCategory category, int[] order, int range) {
        double[] precisions = new double[CocoRules.THRESHOLDS];
        for (int t = 0; t < precisions.length; t++) {
            precisions[t] = curve.averagePrecision(category, order, range, t);
        }
        return precisions;
    }

    private static double recall(CocoCategory category, int range, int mostResults) {
        double[] recalls = new double[CocoRules.THRESHOLDS];
        for (int t = 0; t < recalls.length; t++) {
            recalls[t] = CocoCurve.recall(category, range, t, mostResults);
        }
        return mean(recalls);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    CocoFigures figures(Overlap overlap, List<CategoryFigures> categories, EvaluationSet set) {
        return new CocoFigures(
                ap[CocoRules.ALL].value(),
                ap50.value(),
                ap75.value(),
                ap[CocoRules.SMALL].value(),
                ap[CocoRules.MEDIUM].value(),
                ap[CocoRules.LARGE].value(),
                ar1.value(),
                ar10.value(),
                ar[CocoRules.ALL].value(),
                ar[CocoRules.SMALL].value(),
                ar[CocoRules.MEDIUM].value(),
                ar[CocoRules.LARGE].value(),
                categories,
                new CocoFigures.Basis(
                        overlap,
                        set.images().size(),
                        set.objects().size(),
                        set.results().size()));
    }
}
