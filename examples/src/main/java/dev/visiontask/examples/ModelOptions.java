package dev.visiontask.examples;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.ToNumberPolicy;
import dev.visiontask.model.ModelRef;
import dev.visiontask.task.TaskBuilder;
import java.util.List;

/** The options that say which model runs on which engine, the same for every task. */
final class ModelOptions {
    static final String MODEL = "--model";
    static final String BACKEND = "--backend";
    static final String SET = "--set";

    static final List<Option> ALL = List.of(
            Option.of(MODEL, "DIR", "the model: a folder, a model file, or an id such as page-orientation"),
            Option.of(
                    BACKEND, "NAME", "the engine: onnxruntime, mxnet or opencv-dnn; else the one native to the model"),
            Option.list(
                    SET, "KEY=VALUE", "sets a key of the model description, VALUE as JSON or plain text; repeatable"));

    private static final Gson JSON = new GsonBuilder()
            .setStrictness(Strictness.STRICT)
            .setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE)
            .create();

    private ModelOptions() {}

    /**
     * Gives a builder what the caller chose.
     *
     * @throws UsageException if there is no model or a setting has no value
     */
    static <B extends TaskBuilder<B>> B apply(B builder, Arguments arguments) {
        builder.model(ModelRef.of(arguments.require(MODEL)));
        arguments.get(BACKEND).ifPresent(builder::backend);
        for (String setting : arguments.all(SET)) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                throw new UsageException("Expected " + SET + " KEY=VALUE, found: " + setting);
            }
            builder.setting(setting.substring(0, equals), value(setting.substring(equals + 1)));
        }
        return builder;
    }

    private static Object value(String text) {
        try {
            Object value = JSON.fromJson(text, Object.class);
            return value == null ? text : value;
        } catch (JsonParseException notJson) {
            return text;
        }
    }
}
