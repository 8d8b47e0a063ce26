package dev.visiontask.detection;

import dev.visiontask.ModelFormatException;
import dev.visiontask.Setting;
import dev.visiontask.UnsupportedOptionException;
import dev.visiontask.model.ModelSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** All families of models that can be read, and the choice among them. */
final class Families {
    private static final String KEY = "decoder";

    private Families() {}

    static List<Family> all() {
        List<Family> all = new ArrayList<>(List.of(
                YoloxDecoder.family(),
                Yolov5Decoder.family(),
                Yolov8Family.family(),
                EndToEndFamily.family(),
                RtDetrFamily.family(),
                ScoredFamilies.yolov4(),
                ScoredFamilies.priorBox(),
                NanoDetFamilies.nanoDet(),
                NanoDetFamilies.plus(),
                FastestDetDecoder.family(),
                DetrFamily.family()));
        all.addAll(ListedFamilies.all());
        return all;
    }

    /**
     * A family, and the outputs with the dimension for the batch where that family finds them.
     *
     * @param family what they are of
     * @param outputs with the batch first
     */
    record Chosen(Family family, ModelOutputs outputs) {
        Layout layout() {
            return family.layout().apply(outputs);
        }
    }

    /** The family that the description names, else the only one that the outputs look like. */
    static Chosen choose(ModelOutputs outputs, List<Setting> settings) {
        ModelSpec spec = outputs.spec();
        List<Family> all = all();
        List<String> keys = LayoutKeys.ALL.stream()
                .filter(key -> spec.origin(key).isPresent())
                .sorted()
                .toList();
        List<Family> able =
                all.stream().filter(family -> family.keys().containsAll(keys)).toList();
        String declared = spec.text(KEY).orElse(null);
        if (declared != null) {
            return placed(declared(declared, all, able, keys, spec), outputs);
        }
        for (BatchAxis axis : BatchAxis.values()) {
            ModelOutputs view = outputs.with(axis);
            List<Family> fitting =
                    able.stream().filter(family -> family.matches().test(view)).toList();
            if (!fitting.isEmpty()) {
                Family family = decided(fitting, view);
                settings.add(new Setting(KEY, "\"" + family.name() + "\"", "in-file outputs"));
                return new Chosen(family, view);
            }
        }
        throw new ModelFormatException("Expected outputs of a known family of detectors in "
                + spec.file().path() + ", found: " + outputs + "." + OutputAdvice.of(outputs) + " If it is one of "
                + names(all) + ", say which by the key decoder, and name its outputs by the key outputs, in the order"
                + " that docs/models.md gives for each decoder.");
    }

    /** The only family whose names and shapes fit and whose numbers can be those that the model gives. */
    private static Family decided(List<Family> fitting, ModelOutputs outputs) {
        List<String> contradictions = new ArrayList<>();
        List<Family> possible = new ArrayList<>();
        for (Family family : fitting) {
            Optional<String> contradiction = family.contradiction().apply(outputs);
            contradiction.ifPresentOrElse(
                    found -> contradictions.add(found + " (" + family.name() + ")"), () -> possible.add(family));
        }
        if (possible.size() == 1) {
            return possible.get(0);
        }
        String model = outputs.spec().file().path().toString();
        throw new ModelFormatException(
                possible.isEmpty()
                        ? "Expected outputs of " + names(fitting) + " in " + model + ", as names and shapes are: "
                                + outputs + "; found numbers that cannot be: " + String.join("; ", contradictions)
                                + ". Say how the output is read by the keys decoder, output_layout and coordinates."
                        : "Expected outputs of one family of detectors in " + model + ", found outputs that may be of "
                                + names(possible) + ": " + outputs + ". Say which by the key decoder"
                                + (outputs.labelledClasses().isPresent()
                                        ? "."
                                        : ", or give the labels, whose number tells."));
    }

    /** A named family with the dimension for the batch where it finds its outputs, else where it can be read. */
    private static Chosen placed(Family family, ModelOutputs outputs) {
        for (BatchAxis axis : BatchAxis.values()) {
            ModelOutputs view = outputs.with(axis);
            if (family.matches().test(view)) {
                return new Chosen(family, view);
            }
        }
        ModelFormatException first = null;
        for (BatchAxis axis : BatchAxis.values()) {
            Chosen chosen = new Chosen(family, outputs.with(axis));
            try {
                chosen.layout();
                return chosen;
            } catch (ModelFormatException doesNotFit) {
                first = first == null ? doesNotFit : first;
            }
        }
        throw first == null ? outputs.mismatch("of the decoder " + family.name()) : first;
    }

    private static Family declared(
            String name, List<Family> all, List<Family> able, List<String> keys, ModelSpec spec) {
        Family family = all.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UnsupportedOptionException("Expected one of " + names(all)
                        + " for the key decoder of " + spec.file().path() + ", found: " + name + "."));
        if (!able.contains(family)) {
            throw new UnsupportedOptionException("Expected only keys that the decoder " + name + " understands in the"
                    + " description of " + spec.file().path() + ", found: " + String.join(", ", keys)
                    + ". Remove them; " + names(able) + " understand them.");
        }
        return family;
    }

    private static String names(List<Family> families) {
        return families.stream().map(Family::name).collect(Collectors.joining(", "));
    }
}
