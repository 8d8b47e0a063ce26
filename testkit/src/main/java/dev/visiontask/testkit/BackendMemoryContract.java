package dev.visiontask.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visiontask.backend.LoadedModel;
import dev.visiontask.backend.Session;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The part of {@link BackendContract} about the memory of a session whose shape is another one with every call. */
abstract class BackendMemoryContract extends BackendFileSystemContract {
    private static final LinearModel IMAGES = LinearModel.random(11, 10, Shape.of(3, 32, 32));
    private static final int SHAPES = 120;
    private static final int LARGE = 200;
    private static final long LARGE_BYTES = LARGE * 3L * 32 * 32 * Float.BYTES;
    private static final long SLACK = 1 << 20;
    private static final float TOLERANCE = 1e-4f;

    @Test
    void run_keepsItsMemoryBoundedWhenEveryShapeIsAnother() {
        List<Integer> batches = IntStream.rangeClosed(1, SHAPES).boxed().toList();
        List<Integer> shuffled = new ArrayList<>(batches);
        Collections.shuffle(shuffled, new Random(5));
        long largest = SHAPES * 3L * 32 * 32 * Float.BYTES;
        try (LoadedModel model = load(IMAGES);
                Session session = model.newSession()) {
            long before = DirectBuffers.held();
            long most = 0;
            for (int batch : shuffled) {
                check(session, batch, batch);
                most = Math.max(most, DirectBuffers.bytes() - before);
                assertThat(session.nativeBytes()).isLessThan(6 * largest);
            }

            assertThat(most)
                    .as("bytes of direct buffers for %d shapes, the largest of %d bytes", SHAPES, largest)
                    .isLessThan(6 * largest);
        }
    }

    @Test
    void run_isRightAfterALargerShape() {
        try (LoadedModel model = load(IMAGES);
                Session session = model.newSession()) {
            int[] batches = {3, LARGE, 1, 2, LARGE, 50, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 7, LARGE, 1};
            for (int i = 0; i < batches.length; i++) {
                check(session, batches[i], i);
            }
        }
    }

    @Test
    void run_answersAgainWithoutRefillingWhenTheMemoryShrinks() {
        try (LoadedModel model = load(IMAGES);
                Session session = model.newSession()) {
            check(session, LARGE, 1);
            check(session, 2, 2);
            for (int i = 0; i < 20; i++) {
                input(session, 2);
                checkOutput(session.run(), 2, 2);
            }
        }
    }

    @Test
    void input_isExactlyAsLargeAsItsShape() {
        try (LoadedModel model = load(IMAGES);
                Session session = model.newSession()) {
            for (int batch : new int[] {4, 9, 2, 9, 1}) {
                Tensor input = input(session, batch);
                assertThat(input.bytes().capacity()).isEqualTo(batch * IMAGES.features() * Float.BYTES);
                assertThat(input.floats().capacity()).isEqualTo(batch * IMAGES.features());
                Tensor output = session.run().get(0);
                assertThat(output.bytes().capacity()).isEqualTo(batch * IMAGES.classes() * Float.BYTES);
            }
        }
    }

    @Test
    void nativeBytes_goBackAfterOneLargeShape() {
        try (LoadedModel model = load(IMAGES);
                Session session = model.newSession()) {
            check(session, 1, 1);
            long usual = session.nativeBytes();
            assertThat(usual).isGreaterThanOrEqualTo((long) Float.BYTES * IMAGES.features());
            check(session, LARGE, 2);
            assertThat(session.nativeBytes()).isGreaterThanOrEqualTo(LARGE_BYTES);
            for (int i = 0; i < 10; i++) {
                check(session, 1, i);
            }

            assertThat(session.nativeBytes()).isLessThan(usual + SLACK);
        }
    }

    @Test
    void close_freesTheBuffersOfASession() {
        try (LoadedModel model = load(IMAGES)) {
            long before = DirectBuffers.held();
            Session session = model.newSession();
            check(session, LARGE, 1);
            assertThat(session.nativeBytes()).isGreaterThanOrEqualTo(LARGE_BYTES);
            session.close();

            assertThat(DirectBuffers.held() - before).isLessThan(SLACK);
        }
    }

    /** Fills one item only, so that a large batch costs little; what the others hold does not matter. */
    private void check(Session session, int batch, int seed) {
        Tensor input = input(session, batch);
        int place = batch / 2;
        input.floats().put(place * IMAGES.features(), item(seed));
        checkOutput(session.run(), batch, seed);
    }

    private Tensor input(Session session, int batch) {
        Tensor input = session.input(named(IMAGES).input().name(), IMAGES.batchShape(batch));
        assertThat(input.shape()).isEqualTo(IMAGES.batchShape(batch));
        return input;
    }

    private static void checkOutput(List<Tensor> outputs, int batch, int seed) {
        Tensor output = outputs.get(0);
        assertThat(output.shape()).isEqualTo(Shape.of(batch, IMAGES.classes()));
        float[] found = new float[IMAGES.classes()];
        output.floats().get(batch / 2 * IMAGES.classes(), found);
        assertThat(found).containsExactly(IMAGES.answer(item(seed)), within(TOLERANCE));
    }

    private static float[] item(int seed) {
        float[] values = new float[IMAGES.features()];
        Random random = new Random(seed);
        for (int i = 0; i < values.length; i++) {
            values[i] = (random.nextFloat() - 0.5f) / 16;
        }
        return values;
    }
}
