package dev.visiontask.task;

import dev.visiontask.backend.LoadedModel;
import dev.visiontask.backend.Session;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import dev.visiontask.tensor.TensorInfo;
import dev.visiontask.tensor.TensorMemory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A model with float16 tensors at its edge, as one of float32: what goes in is rounded to the nearest half, ties to
 * even, and what comes out is widened, which loses nothing. Other types pass as they are.
 */
final class Float16Model extends ModelDecorator {
    private final List<TensorInfo> inputs;

    private Float16Model(LoadedModel model) {
        super(model);
        this.inputs = widened(model.inputs());
    }

    /** The model itself if it declares no float16. */
    static LoadedModel widen(LoadedModel model) {
        boolean none = widened(model.inputs()).equals(model.inputs())
                && widened(model.outputs()).equals(model.outputs());
        return none ? model : new Float16Model(model);
    }

    private static List<TensorInfo> widened(List<TensorInfo> tensors) {
        return tensors.stream()
                .map(info -> info.type() == DataType.FLOAT16
                        ? new TensorInfo(info.name(), DataType.FLOAT32, info.shape())
                        : info)
                .toList();
    }

    @Override
    public List<TensorInfo> inputs() {
        return inputs;
    }

    @Override
    public List<TensorInfo> outputs() {
        return widened(model().outputs());
    }

    @Override
    public Session newSession() {
        return new Widened(model().newSession());
    }

    /** Float32 buffers of its own before the half ones of the session. */
    private static final class Widened extends SessionDecorator {
        private final Map<String, Pair> given = new HashMap<>();
        private final Map<String, TensorMemory> computed = new HashMap<>();

        Widened(Session session) {
            super(session);
        }

        /** What the caller fills, and what the session is given. */
        private record Pair(TensorMemory wide, Tensor half) {}

        @Override
        public Tensor input(String name, Shape shape) {
            Tensor half = session().input(name, shape);
            if (half.type() != DataType.FLOAT16) {
                return half;
            }
            Pair known = given.get(name);
            if (known == null || known.half() != half) {
                known = new Pair(known == null ? new TensorMemory(name, DataType.FLOAT32) : known.wide(), half);
                given.put(name, known);
            }
            return known.wide().tensor(shape);
        }

        @Override
        public List<Tensor> run() {
            for (Pair pair : given.values()) {
                Float16.pack(
                        pair.wide().tensor(pair.half().shape()).floats(),
                        pair.half().bytes());
                pair.wide().used();
            }
            List<Tensor> outputs = session().run();
            List<Tensor> wide = new ArrayList<>(outputs.size());
            for (Tensor output : outputs) {
                wide.add(output.type() == DataType.FLOAT16 ? widen(output) : output);
            }
            return wide;
        }

        private Tensor widen(Tensor output) {
            TensorMemory memory =
                    computed.computeIfAbsent(output.name(), name -> new TensorMemory(name, DataType.FLOAT32));
            Tensor wide = memory.tensor(output.shape());
            Float16.unpack(output.bytes(), wide.floats());
            memory.used();
            return wide;
        }

        @Override
        public long nativeBytes() {
            long bytes = session().nativeBytes();
            for (Pair pair : given.values()) {
                bytes += pair.wide().bytes();
            }
            for (TensorMemory memory : computed.values()) {
                bytes += memory.bytes();
            }
            return bytes;
        }
    }
}
