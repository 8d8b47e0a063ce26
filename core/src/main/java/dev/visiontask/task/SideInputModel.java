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
final class SideInputModel extends ModelDecorator {
    private final TensorInfo image;
    private final List<SideInput> others;

    SideInputModel(LoadedModel model, TensorInfo image, List<SideInput> others) {
        super(model);
        this.image = image;
        this.others = List.copyOf(others);
    }

    @Override
    public List<TensorInfo> inputs() {
        return List.of(image);
    }

    @Override
    public Session newSession() {
        return new Filled(model().newSession(), others);
    }

    /** Fills the other inputs whenever the image has a new shape; their numbers stay from call to call. */
    private static final class Filled extends SessionDecorator {
        private final List<SideInput> others;
        private final Map<String, Tensor> written = new HashMap<>();
        private Shape last = Shape.UNKNOWN;

        Filled(Session session, List<SideInput> others) {
            super(session);
            this.others = others;
        }

        @Override
        public Tensor input(String name, Shape shape) {
            Tensor tensor = session().input(name, shape);
            boolean isSame = shape.equals(last);
            for (SideInput other : others) {
                String otherName = other.info().name();
                Tensor side = session().input(otherName, other.shape(shape));
                if (!isSame || written.get(otherName) != side) {
                    other.write(side, shape);
                    written.put(otherName, side);
                }
            }
            last = shape;
            return tensor;
        }
    }
}
