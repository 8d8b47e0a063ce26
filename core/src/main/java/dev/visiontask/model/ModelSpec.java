package dev.visiontask.model;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import dev.visiontask.ModelFormatException;
import dev.visiontask.Setting;
import dev.visiontask.backend.ModelFile;
import dev.visiontask.preprocess.PreprocessSpec;
import dev.visiontask.tensor.TensorInfo;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What is known of a model: values by canonical key, each with its {@link Origin}, the strongest word on every key. The
 * keys, the files that they are read from and the defaults are listed in {@code docs/models.md}. Immutable: the
 * {@code with} methods return a new description that knows more.
 */
public final class ModelSpec {
    private static final int SHOWN_ITEMS = 16;

    private final ModelFile file;
    private final String sha256;
    private final Opened opened;
    private final Facts facts;

    /**
     * What the model is opened for.
     *
     * @param task the task; empty if any model will do
     * @param keys the keys that the task understands beyond those of every task
     */
    record Opened(String task, Set<String> keys) {}

    private ModelSpec(ModelFile file, String sha256, Opened opened, Facts facts) {
        this.file = file;
        this.sha256 = sha256;
        this.opened = opened;
        this.facts = facts;
    }

    /**
     * Reads everything beside a model file: the builder's values, {@code config.json}, {@code preprocessor_config.json},
     * label files, {@code serving.properties}, the model card, and an MXNet symbol.
     *
     * @param folder the folder that the model was found in
     * @param file the model file, one of {@link ModelFolder#modelFiles}
     * @param builder the caller's own values by canonical key; texts, numbers, flags, enums, image sizes, lists, maps
     * @param taskKeys the keys that the task understands beyond those of every task
     * @throws dev.visiontask.UnsupportedOptionException for a key that nobody knows, with the nearest that is known
     * @throws ModelFormatException if a file is malformed, or two of them contradict each other
     */
    public static ModelSpec read(ModelFolder folder, ModelFile file, Map<String, ?> builder, Set<String> taskKeys) {
        return read(folder, file, builder, taskKeys, "");
    }

    /**
     * As {@link #read(ModelFolder, ModelFile, Map, Set)}, for a model that is opened for one task: a model that says that
     * it is for another one is refused before its keys are judged.
     *
     * @param task the task, such as {@code image-classification}
     * @throws ModelFormatException also if the model is for another task
     */
    public static ModelSpec read(
            ModelFolder folder, ModelFile file, Map<String, ?> builder, Set<String> taskKeys, String task) {
        return new SpecReader(folder, file, new Opened(task, Set.copyOf(taskKeys))).read(builder);
    }

    static ModelSpec of(ModelFile file, String sha256, Opened opened, Facts facts) {
        return new ModelSpec(file, sha256, opened, facts.copy());
    }

    /**
     * With what the model file says of itself in its metadata; see {@link dev.visiontask.backend.LoadedModel}.
     *
     * @throws ModelFormatException if the metadata says that the model is for another task, or names classes in a way that
     *     is not understood
     */
    public ModelSpec withInFile(Map<String, String> modelMetadata) {
        Facts more = facts.copy();
        TaskNames.check(modelMetadata, more, opened.task());
        MetadataReader.read(modelMetadata, opened, more);
        return new ModelSpec(file, sha256, opened, more);
    }

    /**
     * With every preprocessing value spelled out: those of the tensor, and the defaults. The values that do not apply
     * to the mode in effect are gone.
     *
     * @throws ModelFormatException as {@link #preprocessing}
     */
    public ModelSpec withInput(TensorInfo input) {
        PreprocessResolver resolver = new PreprocessResolver(facts.copy(), input);
        resolver.resolve();
        return new ModelSpec(file, sha256, opened, resolver.facts());
    }

    /**
     * With defaults of the task, for {@link #settings()}: they hold where nothing else is known.
     *
     * @param defaults by canonical key, as the builder's values
     */
    public ModelSpec withDefaults(Map<String, ?> defaults) {
        return with(defaults, Layer.DEFAULT, "");
    }

    /**
     * With what a task found out from the model itself, such as an activation that is part of the graph.
     *
     * @param found by canonical key, as the builder's values
     * @param source what it was read from, such as {@code output tensor}; may be empty
     */
    public ModelSpec withRecognised(Map<String, ?> found, String source) {
        return with(found, Layer.IN_FILE, source);
    }

    private ModelSpec with(Map<String, ?> values, Layer layer, String source) {
        Facts more = facts.copy();
        values.forEach((key, value) -> more.add(key, BuilderReader.json(key, value), layer, source));
        return new ModelSpec(file, sha256, opened, more);
    }

    /**
     * How a picture becomes the model's input.
     *
     * @param input the image input as the model declares it: rank 4, float32 or uint8
     * @throws ModelFormatException if the description and the tensor contradict each other (the message has both
     *     sides), or if something is missing that cannot be guessed safely (the message says which key to add, and
     *     where)
     */
    public PreprocessSpec preprocessing(TensorInfo input) {
        return new PreprocessResolver(facts.copy(), input).resolve();
    }

    /** The model file. */
    public ModelFile file() {
        return file;
    }

    /** The SHA-256 of the model file, 64 hexadecimal digits in lower case. */
    public String sha256() {
        return sha256;
    }

    /** Where a key's value comes from. */
    public Optional<Origin> origin(String key) {
        return facts.find(key).map(fact -> fact.layer().origin());
    }

    /**
     * A text.
     *
     * @throws ModelFormatException if the value is of another kind; the message names the file and the key. So do the
     *     methods below.
     */
    public Optional<String> text(String key) {
        return facts.text(key);
    }

    /** A number. */
    public OptionalDouble number(String key) {
        return facts.number(key);
    }

    /** A whole number. */
    public OptionalInt integer(String key) {
        return facts.integer(key);
    }

    /** A flag. */
    public Optional<Boolean> flag(String key) {
        return facts.flag(key);
    }

    /** A list of numbers; a lone number is a list of one. */
    public Optional<List<Double>> numbers(String key) {
        return facts.numbers(key);
    }

    /** A list of texts. */
    public Optional<List<String>> texts(String key) {
        return facts.texts(key);
    }

    /**
     * An object: its values are {@link Double}, {@link Boolean}, {@link String}, or lists of these.
     */
    public Optional<Map<String, Object>> object(String key) {
        return facts.object(key);
    }

    /** The names of the classes by index. */
    public Optional<List<String>> labels() {
        return facts.texts(SpecKeys.LABELS);
    }

    /** The licence: an SPDX id where the model gives one. */
    public Optional<String> license() {
        return facts.text(SpecKeys.LICENSE);
    }

    /**
     * Every value known, with its origin. Complete, defaults included, after {@link #withInFile}, {@link #withInput} and
     * {@link #withDefaults}. A long list is shown by its length and its first items.
     */
    public List<Setting> settings() {
        Set<String> keys = new LinkedHashSet<>(SpecKeys.ALL);
        keys.addAll(facts.asMap().keySet());
        List<Setting> settings = new ArrayList<>();
        for (String key : keys) {
            facts.find(key).ifPresent(fact -> settings.add(new Setting(key, show(fact.value()), fact.origin())));
        }
        return List.copyOf(settings);
    }

    private static String show(JsonElement value) {
        if (!value.isJsonArray() || value.getAsJsonArray().size() <= SHOWN_ITEMS) {
            return value.toString();
        }
        List<JsonElement> items = value.getAsJsonArray().asList();
        return new JsonPrimitive(items.size() + " values: "
                        + String.join(
                                ", ",
                                items.subList(0, 3).stream()
                                        .map(ModelSpec::item)
                                        .toList())
                        + ", ...")
                .toString();
    }

    private static String item(JsonElement value) {
        return value.isJsonPrimitive() ? value.getAsString() : value.toString();
    }

    @Override
    public String toString() {
        return facts.model() + settings();
    }
}
