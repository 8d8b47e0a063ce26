package dev.visiontask.detection.evaluation;

import dev.visiontask.mask.Mask;
import java.util.List;

/** How much found objects and true ones overlap, and how large they are; both are named by their positions. */
interface Overlaps {
    /** Intersection over union; with a crowd the share of the result that lies in it. */
    double overlap(int result, int object, boolean crowd);

    /** The area of a found object, in square pixels. */
    double area(int result);

    static Overlaps of(EvaluationSet set, Overlap overlap) {
        return overlap == Overlap.BOX ? new Boxes(set) : new Masks(set.results(), set.objectMasks());
    }

    /** Boxes, four numbers each in one array. */
    final class Boxes implements Overlaps {
        private final double[] results;
        private final double[] objects;

        Boxes(EvaluationSet set) {
            results = numbers(set.results().stream().map(ScoredObject::box).toList());
            objects = numbers(set.objects().stream().map(TrueObject::box).toList());
        }

        private static double[] numbers(List<CocoBox> boxes) {
            double[] numbers = new double[boxes.size() * 4];
            int at = 0;
            for (CocoBox box : boxes) {
                numbers[at++] = box.x();
                numbers[at++] = box.y();
                numbers[at++] = box.width();
                numbers[at++] = box.height();
            }
            return numbers;
        }

        @Override
        public double overlap(int result, int object, boolean crowd) {
            int r = result * 4;
            int o = object * 4;
            double width = Math.min(results[r] + results[r + 2], objects[o] + objects[o + 2])
                    - Math.max(results[r], objects[o]);
            if (width <= 0) {
                return 0;
            }
            double height = Math.min(results[r + 1] + results[r + 3], objects[o + 1] + objects[o + 3])
                    - Math.max(results[r + 1], objects[o + 1]);
            if (height <= 0) {
                return 0;
            }
            double common = width * height;
            double own = area(result);
            return common / (crowd ? own : own + objects[o + 2] * objects[o + 3] - common);
        }

        @Override
        public double area(int result) {
            return results[result * 4 + 2] * results[result * 4 + 3];
        }
    }

    /** Masks. */
    final class Masks implements Overlaps {
        private final Mask[] results;
        private final Mask[] objects;

        Masks(List<ScoredObject> results, List<Mask> objects) {
            this.results = results.stream().map(ScoredObject::mask).toArray(Mask[]::new);
            this.objects = objects.toArray(new Mask[0]);
        }

        @Override
        public double overlap(int result, int object, boolean crowd) {
            return crowd ? results[result].shareIn(objects[object]) : results[result].iou(objects[object]);
        }

        @Override
        public double area(int result) {
            return results[result].area();
        }
    }
}
