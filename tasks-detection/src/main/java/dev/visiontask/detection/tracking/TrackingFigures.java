package dev.visiontask.detection.tracking;

import dev.visiontask.json.JsonObjectText;
import dev.visiontask.json.JsonResult;
import java.util.Locale;

/**
 * The figures of tracks.
 *
 * @param objects how many boxes the truth has in all frames
 * @param results how many boxes the tracks have
 * @param matches how many of them are joined, switches included
 * @param switches how often an object is joined to another track than the last time
 * @param fragmentations how often an object that is joined is missed for a while and joined again
 * @param overlapSum the sum of the IoU of those that are joined
 * @param identified how many boxes are right if each object has one track for the whole video
 */
public record TrackingFigures(
        int objects, int results, int matches, int switches, int fragmentations, double overlapSum, int identified)
        implements JsonResult {
    /** Boxes of the truth that no track was joined to. */
    public int misses() {
        return objects - matches;
    }

    /** Boxes of tracks that no object was joined to. */
    public int falsePositives() {
        return results - matches;
    }

    /**
     * Multiple object tracking accuracy: 1 less the share of misses, false positives and switches in the objects. At most
     * 1, and below 0 if there are more errors than objects; NaN if the truth is empty.
     */
    public double mota() {
        return objects == 0 ? Double.NaN : 1 - (misses() + falsePositives() + switches) / (double) objects;
    }

    /**
     * Multiple object tracking precision: the mean IoU of those that are joined, as MOTChallenge has it; py-motmetrics
     * gives 1 less this. NaN if nothing is joined.
     */
    public double motp() {
        return matches == 0 ? Double.NaN : overlapSum / matches;
    }

    /** The share of boxes of tracks that are of the right identity, 0 to 1; NaN if there are none. */
    public double idPrecision() {
        return results == 0 ? Double.NaN : identified / (double) results;
    }

    /** The share of objects that were found under the right identity, 0 to 1; NaN if there are none. */
    public double idRecall() {
        return objects == 0 ? Double.NaN : identified / (double) objects;
    }

    /** The harmonic mean of the two, 0 to 1; NaN if there are neither objects nor results. */
    public double idf1() {
        return objects + results == 0 ? Double.NaN : 2.0 * identified / (objects + results);
    }

    /**
     * As JSON on one line: {@code {"objects":1000,"results":990,"matches":980,"misses":20,"falsePositives":10,
     * "switches":1,"fragmentations":3,"MOTA":0.969,"MOTP":0.88,"IDF1":0.97}}; figures that do not apply are left out.
     */
    @Override
    public String toJson() {
        JsonObjectText text = new JsonObjectText()
                .put("objects", objects)
                .put("results", results)
                .put("matches", matches)
                .put("misses", misses())
                .put("falsePositives", falsePositives())
                .put("switches", switches)
                .put("fragmentations", fragmentations);
        put(text, "MOTA", mota());
        put(text, "MOTP", motp());
        put(text, "IDF1", idf1());
        return text.toString();
    }

    private static void put(JsonObjectText text, String name, double figure) {
        if (!Double.isNaN(figure)) {
            text.put(name, figure);
        }
    }

    /** For people, on one line. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "MOTA %.4f, MOTP %.4f, IDF1 %.4f, %d switches, %d fragmentations, %d misses and %d false positives"
                        + " of %d objects",
                mota(),
                motp(),
                idf1(),
                switches,
                fragmentations,
                misses(),
                falsePositives(),
                objects);
    }
}
