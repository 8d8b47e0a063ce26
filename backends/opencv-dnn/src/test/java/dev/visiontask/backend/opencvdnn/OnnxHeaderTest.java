package dev.visiontask.backend.opencvdnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.testkit.TinyOnnx;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OnnxHeaderTest {
    private static byte[] model() {
        return new TinyOnnx()
                .input("pixels", DataType.UINT8, Shape.of(-1, 4))
                .input("w", DataType.FLOAT32, Shape.of(4))
                .weights("w", Shape.of(4), new float[] {1, 2, 3, 4})
                .node("Cast", List.of("pixels"), List.of("x"), Map.of("to", DataType.FLOAT32))
                .node("Mul", List.of("x", "w"), List.of("y"), Map.of())
                .output("y", DataType.FLOAT32, Shape.of(-1, 4))
                .node("Shape", List.of("y"), List.of("anything"), Map.of())
                .output("anything", DataType.INT64, Shape.UNKNOWN)
                .metadata("names", "ö")
                .toBytes();
    }

    @Test
    void read_findsTensorsAndMetadata() throws MalformedOnnxException {
        OnnxHeader header = OnnxHeader.read(model());

        assertThat(header.inputs()).hasToString("[pixels uint8 [?, 4]]");
        assertThat(header.outputs()).hasToString("[y float32 [?, 4], anything int64 [not declared]]");
        assertThat(header.metadata()).isEqualTo(Map.of("names", "ö"));
        assertThat(header.isCast("pixels")).isTrue();
        assertThat(header.isCast("w")).isFalse();
    }

    @Test
    void read_refusesEveryPrefixWithoutAWholeGraph() {
        byte[] bytes = model();
        int metadata = 16;
        for (int length = 0; length < bytes.length - metadata; length++) {
            byte[] prefix = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> OnnxHeader.read(prefix))
                    .as("%d bytes", length)
                    .isInstanceOf(MalformedOnnxException.class);
        }
    }

    @Test
    void read_survivesDamage() {
        Random random = new Random(3);
        byte[] sound = model();
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = sound.clone();
            for (int i = 0; i <= round % 4; i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            Throwable error = catchThrowable(() -> OnnxHeader.read(bytes));
            if (error != null) {
                assertThat(error).isInstanceOf(MalformedOnnxException.class);
            }
        }
    }

    @Test
    void read_saysWhichElementTypeItDoesNotKnow() {
        byte[] bytes = model();
        // The first tensor's type field: uint8 is 2; 12 would be text.
        for (int i = 0; i < bytes.length - 1; i++) {
            if (bytes[i] == 8 && bytes[i + 1] == 2) {
                bytes[i + 1] = 12;
                break;
            }
        }

        assertThatThrownBy(() -> OnnxHeader.read(bytes))
                .isInstanceOf(MalformedOnnxException.class)
                .hasMessageContaining("12");
    }
}
