package dev.visiontask.task;

import dev.visiontask.ModelFormatException;
import dev.visiontask.Setting;
import dev.visiontask.TaskInfo;
import dev.visiontask.UnsupportedOptionException;
import dev.visiontask.backend.BackendChoice;
import dev.visiontask.backend.BackendOptions;
import dev.visiontask.backend.Backends;
import dev.visiontask.backend.LoadedModel;
import dev.visiontask.model.ModelFolder;
import dev.visiontask.model.ModelSpec;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.TensorInfo;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Opens a task: finds the model's files, chooses the backend, reads the description, loads, checks that everything fits,
 * and gives a runner. Whatever fails, nothing stays loaded.
 */
public final class TaskOpener {
    /** More inputs at once no memory holds. */
    private static final int MAX_BATCH = 1 << 16;

    private TaskOpener() {}

    /**
     * Opens the builder's model for a task.
     *
     * @throws dev.visiontask.VisionException as the builder's {@code build()} documents
     */
    public static <I, C, O, R> TaskRunner<I, C, O, R> open(
            TaskBuilder<?> builder, TaskDefinition<I, C, O, R> definition) {
        Backends backends = builder.backends();
        ModelFolder folder = builder.modelRef().resolve();
        BackendChoice choice = backends.choose(
                folder.modelFiles(new LinkedHashSet<>(backends.formats()), builder.settings()), builder.backendName());
        ModelSpec spec =
                ModelSpec.read(folder, choice.file(), builder.settings(), definition.keys(), definition.task());
        ModelContent.check(choice.file());
        BackendOptions options = builder.backendOptions();
        LoadedModel model = choice.backend().load(choice.file(), options);
        try {
            return new TaskRunner<>(
                    assemble(new Parts(choice, spec, options, model), builder.batchSize(), definition),
                    builder.asyncOptions());
        } catch (RuntimeException | Error e) {
            Closing.after(model::close, e);
            throw e;
        }
    }

    private record Parts(BackendChoice choice, ModelSpec spec, BackendOptions options, LoadedModel model) {}

    private static <I, C, O, R> TaskModel<I, C, O, R> assemble(
            Parts parts, int batchSize, TaskDefinition<I, C, O, R> definition) {
        ModelSpec spec = parts.spec().withInFile(parts.model().metadata());
        LoadedModel wide = Float16Model.widen(parts.model());
        SideInputs.Choice inputs = SideInputs.choose(spec, wide);
        LoadedModel model = UnbatchedModel.batchOfOne(inputs.applyTo(wide));
        TensorInfo input = model.inputs().get(0);
        InputStage<I, C> stage = definition.input(spec, input, model.outputs());
        Batch batch = batch(input, batchSize, parts);
        Shape example = batch.of(stage.exampleShape());
        try (RunningProbe probe = new RunningProbe(model, input, example)) {
            OutputDecoder<C, O, R> decoder = definition.decoder(spec, probe);
            if (batch.size() > 1 && !batch.fixed()) {
                BatchProbe.check(
                        probe,
                        batch.size(),
                        String.valueOf(parts.choice().file().path()));
            }
            List<Setting> settings = new ArrayList<>(stage.describe(spec).settings());
            settings.addAll(inputs.settings());
            settings.addAll(decoder.settings());
            TaskInfo info = new TaskInfo(
                    definition.task(),
                    parts.choice().file().path().toString(),
                    spec.license().orElse("unknown"),
                    spec.sha256(),
                    parts.choice().backend().name(),
                    parts.choice().reason(),
                    parts.choice().engine(),
                    model.device(),
                    parts.options().threads(),
                    parts.options().sessions(),
                    0,
                    asDeclared(model.inputs(), parts.model().inputs()),
                    asDeclared(probe.outputs(), parts.model().outputs()),
                    decoder.labels(),
                    settings);
            return new TaskModel<>(model, input.name(), example, stage, decoder, batch.size(), batch.fixed(), info);
        }
    }

    /** The tensors as tasks see them, but those that are float16 in the file as such, and inputs beside the image too. */
    private static List<TensorInfo> asDeclared(List<TensorInfo> shown, List<TensorInfo> declared) {
        Map<String, TensorInfo> byName =
                shown.stream().collect(Collectors.toMap(TensorInfo::name, Function.identity(), (one, two) -> one));
        List<TensorInfo> infos = new ArrayList<>();
        for (TensorInfo info : declared) {
            TensorInfo seen = byName.getOrDefault(info.name(), info);
            DataType type = info.type() == DataType.FLOAT16 ? DataType.FLOAT16 : seen.type();
            infos.add(new TensorInfo(info.name(), type, seen.shape()));
        }
        return infos;
    }

    /** How many places the model has for inputs, and whether it takes exactly so many. */
    private record Batch(int size, boolean fixed) {
        Shape of(Shape single) {
            long[] dims = single.toArray();
            dims[0] = fixed ? size : 1;
            return Shape.of(dims);
        }
    }

    private static Batch batch(TensorInfo input, int wanted, Parts parts) {
        boolean open = !input.shape().isKnown()
                || input.shape().rank() == 0
                || input.shape().dim(0) == Shape.DYNAMIC;
        if (open) {
            return new Batch(wanted, false);
        }
        if (input.shape().dim(0) < 1 || input.shape().dim(0) > MAX_BATCH) {
            throw new ModelFormatException("Expected a batch of 1 to " + MAX_BATCH + " in the input " + input + " of "
                    + parts.choice().file().path() + ", found: " + input.shape().dim(0)
                    + ". Export the model with an open batch, or with one of 1.");
        }
        int fixed = (int) input.shape().dim(0);
        if (wanted != 1 && wanted != fixed) {
            throw new UnsupportedOptionException("Expected a batch size of 1 or " + fixed + ", which the input " + input
                    + " of " + parts.choice().file().path() + " fixes, found: " + wanted);
        }
        return new Batch(fixed, true);
    }
}
