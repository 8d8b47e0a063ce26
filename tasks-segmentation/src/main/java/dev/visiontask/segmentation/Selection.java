package dev.visiontask.segmentation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Options made ready for one model.
 *
 * @param resampling how the output gets the size of the picture
 * @param threshold of the foreground, in the numbers of the output
 * @param scores the classes whose scores are wanted, in the order of their indexes
 */
record Selection(MapResampling resampling, float threshold, List<WantedScore> scores) {
    private static final float DEFAULT_THRESHOLD = 0.5f;

    static Selection of(SegmentationOptions options, SegmentationDecoder.Parts parts) {
        OutputForm form = parts.output().form();
        if (options.threshold() != null && form != OutputForm.FOREGROUND) {
            throw refused("no threshold", "one channel of scores for the foreground", parts);
        }
        if (form == OutputForm.CLASS_MAP && options.resampling() == MapResampling.BILINEAR) {
            throw refused("no bilinear resampling", "scores", parts);
        }
        if (form == OutputForm.CLASS_MAP && options.scores() != null) {
            throw refused("no scores", "scores", parts);
        }
        MapResampling rule = options.resampling();
        Float wanted = options.threshold();
        float threshold = wanted == null ? DEFAULT_THRESHOLD : wanted;
        return new Selection(
                rule == null ? MapResampling.BILINEAR : rule,
                form == OutputForm.FOREGROUND ? parts.activation().number(threshold) : threshold,
                options.scores() == null ? List.of() : wanted(options.scores(), parts));
    }

    private static IllegalArgumentException refused(String found, String needed, SegmentationDecoder.Parts parts) {
        return new IllegalArgumentException("Expected " + found + " in the options: the output "
                + parts.output().name() + " does not give " + needed + " (decoder "
                + parts.output().form().id() + ")");
    }

    private static List<WantedScore> wanted(Set<String> labels, SegmentationDecoder.Parts parts) {
        List<String> names = parts.labels();
        List<WantedScore> wanted = new ArrayList<>();
        for (String label : labels) {
            int[] indexes = IntStream.range(0, names.size())
                    .filter(index -> names.get(index).equals(label))
                    .toArray();
            if (indexes.length == 0) {
                throw new IllegalArgumentException("Expected a label of the model, found: \"" + label
                        + "\". info().labels() lists all " + names.size() + ".");
            }
            for (int index : indexes) {
                wanted.add(wanted(index, label, parts));
            }
        }
        wanted.sort(Comparator.comparingInt(WantedScore::index));
        return wanted;
    }

    private static WantedScore wanted(int index, String label, SegmentationDecoder.Parts parts) {
        if (parts.output().form() == OutputForm.FOREGROUND) {
            return new WantedScore(index, label, 0, index == 0);
        }
        return new WantedScore(index, label, parts.numbering().reduced() ? index + 1 : index, false);
    }
}
