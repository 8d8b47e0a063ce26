package dev.visiontask.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.InferenceException;
import java.nio.ByteBuffer;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TensorMemoryTest {
    private static final Shape SMALL = Shape.of(1, 3, 8, 8);
    private static final Shape LARGE = Shape.of(1, 3, 1000, 1000);

    private final TensorMemory memory = new TensorMemory("x", DataType.FLOAT32);

    @Test
    void tensor_isTheSameObjectForTheSameShape() {
        Tensor tensor = memory.tensor(SMALL);
        memory.used();

        assertThat(memory.tensor(Shape.of(1, 3, 8, 8))).isSameAs(tensor);
    }

    @ParameterizedTest
    @EnumSource(DataType.class)
    void tensor_isExactlyAsLargeAsItsShapeInLargerMemory(DataType type) {
        TensorMemory typed = new TensorMemory("x", type);
        typed.tensor(Shape.of(5, 7, 11));
        for (Shape shape : new Shape[] {Shape.of(3, 7), Shape.of(), Shape.of(0, 4), Shape.of(5, 7, 11), Shape.of(1)}) {
            Tensor tensor = typed.tensor(shape);

            assertThat(tensor.shape()).isEqualTo(shape);
            assertThat(tensor.type()).isEqualTo(type);
            assertThat(tensor.bytes().capacity()).isEqualTo(shape.elements() * type.bytes());
            assertThat(tensor.bytes().limit()).isEqualTo(tensor.bytes().capacity());
            assertThat(tensor.bytes().isDirect()).isTrue();
            assertThat(typed.bytes()).isEqualTo(5L * 7 * 11 * type.bytes());
        }
    }

    @Test
    void tensor_keepsItsNumbersWhenTheMemoryShrinks() {
        memory.tensor(LARGE);
        memory.used();
        Tensor tensor = memory.tensor(SMALL);
        tensor.floats().put(191, 42);
        for (int run = 0; run < CapacityRule.PATIENCE; run++) {
            assertThat(memory.tensor(SMALL)).isSameAs(tensor);
            memory.used();
        }

        Tensor moved = memory.tensor(SMALL);

        assertThat(moved).isNotSameAs(tensor);
        assertThat(moved.floats().get(191)).isEqualTo(42);
        assertThat(tensor.floats().get(191))
                .as("what is still held stays readable")
                .isEqualTo(42);
        assertThat(memory.bytes()).isEqualTo(3 * 8 * 8 * 4);
        assertThat(memory.tensor(SMALL)).isSameAs(moved);
    }

    @Test
    void tensor_doesNotMoveHoweverOftenItIsAskedForBetweenTwoRuns() {
        memory.tensor(LARGE);
        Tensor tensor = memory.tensor(SMALL);
        for (int i = 0; i < 100; i++) {
            assertThat(memory.tensor(SMALL)).isSameAs(tensor);
        }
    }

    @Test
    void output_saysThatTheMemoryIsTooSmallForWhatWasComputed() {
        TensorMemory memory = new TensorMemory("scores", DataType.FLOAT32);

        assertThatThrownBy(() -> memory.output(Shape.of(1 << 20, 1 << 20)))
                .isInstanceOf(InferenceException.class)
                .hasMessageContaining("scores float32 [1048576, 1048576]")
                .hasMessageContaining("-XX:MaxDirectMemorySize");
    }

    @Test
    void clear_letsGoOfTheMemory() {
        memory.tensor(LARGE);
        memory.clear();

        assertThat(memory.bytes()).isZero();
        assertThat(memory.current()).isNull();
        assertThat(memory.tensor(SMALL).bytes().capacity()).isEqualTo(768);
    }

    @Test
    void take_givesTheSameBufferForEveryNeedThatFits() {
        DirectMemory direct = new DirectMemory(64);
        ByteBuffer buffer = direct.take(1000);
        IntUnaryOperator limit = bytes -> {
            assertThat(direct.take(bytes)).isSameAs(buffer);
            return buffer.limit();
        };

        assertThat(limit.applyAsInt(10)).isEqualTo(10);
        assertThat(limit.applyAsInt(1000)).isEqualTo(1000);
        assertThat(limit.applyAsInt(0)).isZero();
        assertThat(buffer.alignmentOffset(0, 64)).isZero();
        assertThat(direct.bytes()).isEqualTo(1000);
    }

    @Test
    void take_goesBackAfterOneLargeNeed() {
        DirectMemory direct = new DirectMemory();
        direct.take(50_000_000);
        for (int i = 0; i < 10; i++) {
            direct.take(1000 + i);
        }

        assertThat(direct.bytes()).isLessThan(2000);
    }
}
