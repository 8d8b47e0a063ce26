package dev.visiontask.task;

import dev.visiontask.InferenceException;
import dev.visiontask.Outcome;
import dev.visiontask.VisionException;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes inputs through one slot. Several inputs go together as long as their tensors have one shape; each is read,
 * written into its place and closed before the next is read, so that memory holds one at a time. What goes wrong with
 * one input is its own failure.
 */
final class BatchRun<I, C, O, R> {
    private final TaskModel<I, C, O, R> model;
    private final Slot<I, C> slot;
    private final O options;

    private final List<@Nullable Outcome<R>> outcomes = new ArrayList<>();
    private final List<Member<C>> members = new ArrayList<>();
    private @Nullable Tensor tensor;

    BatchRun(TaskModel<I, C, O, R> model, Slot<I, C> slot, O options) {
        this.model = model;
        this.slot = slot;
        this.options = options;
    }

    /** An input that is in the tensor, at the place of its position in the list of members. */
    private record Member<C>(int input, C context) {}

    /** Answers one input; the direct way. */
    R one(I input) {
        try (PreparedInput<C> prepared = slot.preparer().prepare(input)) {
            return answer(prepared);
        } catch (VisionException e) {
            throw e;
        } catch (RuntimeException e) {
            throw unexpected(e);
        }
    }

    /** Answers one input, whose views go together as far as the batch has room. */
    private R answer(PreparedInput<C> prepared) {
        int views = prepared.views();
        int first = 0;
        while (true) {
            int count = Math.min(model.batchSize(), views - first);
            Tensor filled = tensor(prepared.shape(places(count)));
            for (int i = 0; i < count; i++) {
                prepared.write(filled, i, first + i);
            }
            List<Tensor> outputs = slot.session().run();
            first += count;
            int last = first == views ? count - 1 : count;
            for (int i = 0; i < last; i++) {
                model.decoder().collect(outputs, i, prepared.context());
            }
            if (first == views) {
                R result = model.decoder().decode(outputs, last, prepared.context(), options);
                slot.markWarm();
                return result;
            }
        }
    }

    /** Answers at most {@code batchSize} inputs. */
    List<Outcome<R>> several(List<? extends I> inputs) {
        if (inputs.size() == 1) {
            return List.of(outcome(inputs.get(0)));
        }
        for (int i = 0; i < inputs.size(); i++) {
            outcomes.add(null);
            try (PreparedInput<C> prepared = slot.preparer().prepare(inputs.get(i))) {
                if (prepared.views() > 1) {
                    flush();
                    outcomes.set(i, new Outcome.Success<>(answer(prepared)));
                } else {
                    place(i, prepared, prepared.shape(places(inputs.size())));
                }
            } catch (VisionException e) {
                outcomes.set(i, new Outcome.Failure<>(e));
            } catch (RuntimeException e) {
                outcomes.set(i, new Outcome.Failure<>(unexpected(e)));
            }
        }
        flush();
        return complete();
    }

    private Outcome<R> outcome(I input) {
        try {
            return new Outcome.Success<>(one(input));
        } catch (VisionException e) {
            return new Outcome.Failure<>(e);
        }
    }

    private int places(int inputs) {
        return model.fixedBatch() ? model.batchSize() : inputs;
    }

    private Tensor tensor(Shape shape) {
        return slot.session().input(model.inputName(), shape);
    }

    private void place(int input, PreparedInput<C> prepared, Shape shape) {
        if (tensor != null && !tensor.shape().equals(shape)) {
            flush();
        }
        tensor = tensor(shape);
        prepared.write(tensor, members.size());
        members.add(new Member<>(input, prepared.context()));
    }

    /** Runs what is in the tensor and decodes it. */
    private void flush() {
        Tensor filled = tensor;
        tensor = null;
        if (filled == null || members.isEmpty()) {
            return;
        }
        try {
            shorten(filled);
            List<Tensor> outputs = slot.session().run();
            for (int place = 0; place < members.size(); place++) {
                outcomes.set(members.get(place).input(), decode(outputs, place));
            }
        } catch (VisionException e) {
            fail(e);
        } catch (RuntimeException e) {
            fail(unexpected(e));
        }
        members.clear();
    }

    /** Where some places stayed empty, because inputs failed or the shape changed, moves on to a smaller tensor. */
    private void shorten(Tensor filled) {
        long[] dims = filled.shape().toArray();
        if (model.fixedBatch() || dims[0] == members.size()) {
            return;
        }
        dims[0] = members.size();
        Tensor shorter = tensor(Shape.of(dims));
        shorter.bytes().put(0, filled.bytes(), 0, shorter.bytes().capacity());
    }

    /** What goes wrong with the outputs of one input takes no result from the others. */
    private Outcome<R> decode(List<Tensor> outputs, int place) {
        try {
            R result = model.decoder().decode(outputs, place, members.get(place).context(), options);
            slot.markWarm();
            return new Outcome.Success<>(result);
        } catch (VisionException e) {
            return new Outcome.Failure<>(e);
        } catch (RuntimeException e) {
            return new Outcome.Failure<>(unexpected(e));
        }
    }

    private void fail(VisionException e) {
        members.forEach(member -> outcomes.set(member.input(), new Outcome.Failure<>(e)));
    }

    private List<Outcome<R>> complete() {
        List<Outcome<R>> complete = new ArrayList<>(outcomes.size());
        for (Outcome<R> outcome : outcomes) {
            if (outcome == null) {
                throw new IllegalStateException(
                        "Expected an outcome for each input, found none for input " + complete.size());
            }
            complete.add(outcome);
        }
        return complete;
    }

    private static InferenceException unexpected(RuntimeException e) {
        return new InferenceException("The task failed unexpectedly: " + e, e);
    }
}
