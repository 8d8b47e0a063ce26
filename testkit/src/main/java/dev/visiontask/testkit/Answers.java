package dev.visiontask.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visiontask.backend.Session;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Random;

/** Fills a session of a linear model with numbers made from a seed, and checks what comes out. */
record Answers(LinearModel model, Session session) {
    /** Engines may add up in another order. */
    private static final float TOLERANCE = 1e-5f;

    void check(int batch, long seed) {
        fill(batch, seed);
        checkOutput(session.run(), batch, seed);
    }

    void fill(int batch, long seed) {
        Tensor tensor = session.input(model.input().name(), model.batchShape(batch));
        FloatBuffer floats = tensor.floats();
        for (int item = 0; item < batch; item++) {
            floats.put(item * model.features(), item(seed, item));
        }
    }

    void checkOutput(List<Tensor> outputs, int batch, long seed) {
        assertThat(outputs).hasSize(1);
        Tensor output = outputs.get(0);
        assertThat(output.name()).isEqualTo(model.output().name());
        assertThat(output.shape()).isEqualTo(Shape.of(batch, model.classes()));
        for (int item = 0; item < batch; item++) {
            float[] found = new float[model.classes()];
            output.floats().get(item * model.classes(), found);
            assertThat(found).as("item %d", item).containsExactly(model.answer(item(seed, item)), within(TOLERANCE));
        }
    }

    private float[] item(long seed, int item) {
        Random random = new Random(seed * 31 + item);
        float[] values = new float[model.features()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() * 4 - 2;
        }
        return values;
    }
}
