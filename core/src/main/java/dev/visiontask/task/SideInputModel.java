package dev.visiontask.task;

import dev.visiontask.backend.LoadedModel;
import dev.visiontask.backend.Session;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import dev.visiontask.tensor.TensorInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A model with inputs beside the image, as one that takes the image only: the others are filled here. */
final class SideInputModel implements LoadedModel {
    private final LoadedModel model;
    private final TensorInfo image;
    private final List<SideInput> others;

    SideInputModel(LoadedModel model, TensorInfo image, List<SideInput> others) {
        this.model = model;
        this.image = image;
        this.others = List.copyOf(others);
    }

    @Override
    public List<TensorInfo> inputs() {
        return List.of(image);
    }

    @Override
    public List<TensorInfo> outputs() {
        return model.outputs();
    }

    @Override
    public Map<String, String> metadata() {
        return model.metadata();
    }

    @Override
    public String device() {
        return model.device();
    }

    @Override
    public Session newSession() {
        return new Filled(model.newSession(), others);
    }

    @Override
    public void close() {
        model.close();
    }

    /** Fills the other inputs whenever the image has a new shape; their numbers stay from call to call. */
    private static final class Filled implements Session {
        private final Session session;
        private final List<SideInput> others;
        private final Map<String, Tensor> written = new HashMap<>();
        private Shape last = Shape.UNKNOWN;

        Filled(Session session, List<SideInput> others) {
            this.session = session;
            this.others = others;
        }

        @Override
        public Tensor input(String name, Shape shape) {
            Tensor tensor = session.input(name, shape);
            boolean isSame = shape.equals(last);
            for (SideInput other : others) {
                String otherName = other.info().name();
                Tensor side = session.input(otherName, other.shape(shape));
                if (!isSame || written.get(otherName) != side) {
                    other.write(side, shape);
                    written.put(otherName, side);
                }
            }
            last = shape;
            return tensor;
        }

        @Override
        public List<Tensor> run() {
            return session.run();
        }

        @Override
        public long nativeBytes() {
            return session.nativeBytes();
        }

        @Override
        public void close() {
            session.close();
        }
    }
}
