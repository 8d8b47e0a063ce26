package dev.visiontask.detection;

import dev.visiontask.ModelFormatException;
import dev.visiontask.Setting;
import dev.visiontask.UnsupportedOptionException;
import dev.visiontask.model.ModelSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** All families of models that can be read, and the choice among them. */
final class Families {
    private static final String KEY = "decoder";

    private Families() {}

    static List<Family> all() {
        List<Family> all = new ArrayList<>(List.of(
                YoloxDecoder.family(),
                Yolov5Decoder.family(),
                Yolov8Decoder.family(),
                EndToEndDecoder.family(),
                ScoredBoxesDecoder.yolov4(),
                ScoredBoxesDecoder.priorBox(),
                NanoDetFamilies.nanoDet(),
                NanoDetFamilies.plus(),
                FastestDetDecoder.family(),
                DetrFamily.family()));
        all.addAll(ListedFamilies.all());
        return all;
    }

    /** The family that the description names, else the only one that the outputs look like. */
    static Family choose(ModelSpec spec, ModelOutputs outputs, List<Setting> settings) {
        List<Family> all = all();
        List<String> keys = ModelOutputs.LAYOUT_KEYS.stream()
                .filter(key -> spec.origin(key).isPresent())
                .sorted()
                .toList();
        List<Family> able =
                all.stream().filter(family -> family.keys().containsAll(keys)).toList();
        String declared = spec.text(KEY).orElse(null);
        if (declared != null) {
            return declared(declared, all, able, keys, spec);
        }
        List<Family> fitting =
                able.stream().filter(family -> family.matches().test(outputs)).toList();
        if (fitting.size() != 1) {
            throw new ModelFormatException(
                    fitting.isEmpty()
                            ? "Expected outputs of a known family of detectors in "
                                    + spec.file().path() + ", found: " + outputs + "." + outputs.denseMismatch()
                                    + " If it is one of " + names(all) + ", say which by the key decoder, and name"
                                    + " its outputs by the key outputs."
                            : "Expected outputs of one family of detectors in "
                                    + spec.file().path() + ", found outputs that may be of " + names(fitting) + ": "
                                    + outputs + ". Say which by the key decoder.");
        }
        Family family = fitting.get(0);
        settings.add(new Setting(KEY, "\"" + family.name() + "\"", "in-file outputs"));
        return family;
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
