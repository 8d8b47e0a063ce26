package dev.visiontask.classification.text;

import dev.visiontask.ModelFormatException;
import dev.visiontask.model.ModelSpec;
import dev.visiontask.tensor.TensorInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;

/**
 * The characters of a model by class. Dictionaries leave out what every one has: the blank, which separates two equal characters
 * (Graves et al., Connectionist Temporal Classification, 2006), and, in PaddleOCR's, the space at the end.
 */
final class CharacterSet {
    /** How dictionaries write the blank if they have it. */
    private static final Set<String> BLANKS = Set.of("", "-", "blank", "<blank>", "[blank]", "<BLANK>", "[BLANK]", "_");

    private final List<String> labels;
    private final OptionalInt declaredBlank;
    private final boolean blankInLabels;
    private final String model;

    private CharacterSet(List<String> labels, OptionalInt declaredBlank, boolean blankInLabels, String model) {
        this.labels = labels;
        this.declaredBlank = declaredBlank;
        this.blankInLabels = blankInLabels;
        this.model = model;
    }

    /**
     * The dictionary of a model.
     *
     * @throws ModelFormatException if there is none, or it contradicts the other keys
     */
    static CharacterSet of(ModelSpec spec) {
        String model = String.valueOf(spec.file().path());
        List<String> labels = spec.labels()
                .orElseThrow(() -> new ModelFormatException("Expected the characters of the text recogniser " + model
                        + ", found none. Name the file of them, one a line, by the key labels_file, or put it beside the"
                        + " model as labels.txt; PaddleOCR calls it a dictionary, such as en_dict.txt."));
        OptionalInt blank = spec.integer("blank_index");
        boolean inLabels = spec.flag("blank_in_labels").orElseGet(() -> isBlank(labels, blank));
        return new CharacterSet(labels, blank, inLabels, model);
    }

    private static boolean isBlank(List<String> labels, OptionalInt blank) {
        return blank.isPresent()
                && blank.getAsInt() >= 0
                && blank.getAsInt() < labels.size()
                && BLANKS.contains(labels.get(blank.getAsInt()).strip());
    }

    /** How many classes a model of these characters may have. */
    Set<Integer> counts() {
        int size = labels.size();
        return blankInLabels ? Set.of(size) : new TreeSet<>(Set.of(size + 1, size + 2));
    }

    /** What {@link #counts()} says, for messages. */
    String expectation() {
        return blankInLabels
                ? labels.size() + " classes, as there are characters, the blank among them"
                : labels.size() + 1 + " or " + (labels.size() + 2) + " classes, for " + labels.size()
                        + " characters, the blank, and perhaps the space";
    }

    /** What to do if no output has as many classes. */
    String advice(List<TensorInfo> outputs) {
        boolean asMany = outputs.stream()
                .anyMatch(output -> LongStream.of(output.shape().toArray()).anyMatch(dim -> dim == labels.size()));
        return " The dictionary belongs to another model, or has a line too many or too few"
                + (asMany && !blankInLabels
                        ? "; if the blank is one of its lines, say so with the key blank_in_labels and which one with"
                                + " blank_index"
                        : "")
                + ".";
    }

    /** Which class is the blank. */
    int blank(int classes) {
        int blank = declaredBlank.orElse(0);
        if (blank < 0 || blank >= classes) {
            throw new ModelFormatException("Expected a blank_index of 0 to " + (classes - 1) + " for the " + classes
                    + " classes of " + model + ", found: " + blank);
        }
        if (blankInLabels && declaredBlank.isEmpty()) {
            throw new ModelFormatException("Expected the key blank_index with blank_in_labels for " + model
                    + ", found none. Say which line, counted from 0, is the blank.");
        }
        return blank;
    }

    /** The text of each class; the blank's is empty. */
    List<String> texts(int classes) {
        int blank = blank(classes);
        List<String> texts = new ArrayList<>(labels);
        if (blankInLabels) {
            texts.set(blank, "");
            return List.copyOf(texts);
        }
        if (texts.size() == classes - 2) {
            texts.add(" ");
        }
        texts.add(blank, "");
        return List.copyOf(texts);
    }
}
