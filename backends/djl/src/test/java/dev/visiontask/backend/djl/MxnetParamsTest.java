package dev.visiontask.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.visiontask.ModelFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MxnetParamsTest {
    private static final int V1 = 0xF993fac8;
    private static final int V2 = 0xF993fac9;
    private static final int V3 = 0xF993faca;

    @TempDir
    Path folder;

    @Test
    void read_knowsEveryGenerationOfArrays() throws IOException {
        assertArrayOf2x3(array -> array.putInt(2).putInt(2).putInt(3));
        assertArrayOf2x3(array -> array.putInt(V1).putInt(2).putLong(2).putLong(3));
        assertArrayOf2x3(
                array -> array.putInt(V2).putInt(0).putInt(2).putLong(2).putLong(3));
        assertArrayOf2x3(
                array -> array.putInt(V3).putInt(0).putInt(2).putLong(2).putLong(3));
    }

    private void assertArrayOf2x3(Consumer<ByteBuffer> shape) throws IOException {
        byte[] file = file("arg:w", array -> {
            shape.accept(array);
            array.putInt(1).putInt(0).putInt(0);
            for (int i = 0; i < 6; i++) {
                array.putFloat(i);
            }
        });

        Map<String, MxnetParams.Entry> entries = read(file);

        assertThat(entries).containsOnlyKeys("w");
        MxnetParams.Entry entry = Objects.requireNonNull(entries.get("w"));
        assertThat(entry.type()).isEqualTo(DataType.FLOAT32);
        assertThat(entry.shape()).isEqualTo(new Shape(2, 3));
        assertThat(entry.bytes()).isEqualTo(24);
        ByteBuffer values = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(values.getFloat((int) entry.offset() + 20)).isEqualTo(5);
    }

    @Test
    void read_knowsTheTypes() throws IOException {
        Map<String, MxnetParams.Entry> entries = read(file(
                "aux:half",
                array -> array.putInt(1)
                        .putInt(3)
                        .putInt(1)
                        .putInt(0)
                        .putInt(2)
                        .putShort((short) 1)
                        .putInt(2)));

        assertThat(entries.get("half"))
                .isNotNull()
                .extracting(MxnetParams.Entry::type, MxnetParams.Entry::bytes)
                .containsExactly(DataType.FLOAT16, 6);
    }

    @Test
    void read_leavesOutArraysWithoutElements() throws IOException {
        assertThat(read(file("arg:none", array -> array.putInt(V2).putInt(0).putInt(0))))
                .isEmpty();
    }

    @Test
    void read_refusesWhatDoesNotFitTheFile() throws IOException {
        assertRefused(array -> array.putInt(V2).putInt(1), "storage type 1");
        assertRefused(array -> array.putInt(V1).putInt(99), "99");
        assertRefused(array -> array.putInt(V1).putInt(2).putLong(1L << 40).putLong(1L << 40), "longer than the file");
        assertRefused(array -> array.putInt(V1).putInt(1).putLong(-4), "longer than the file");
        assertRefused(array -> array.putInt(1).putInt(3).putInt(1).putInt(0).putInt(77), "77");
        assertRefused(array -> array.putInt(1).putInt(10).putInt(1).putInt(0).putInt(0), "40 bytes");
    }

    @Test
    void read_refusesEveryTruncation() throws IOException {
        byte[] whole = file(
                "arg:w",
                array -> array.putInt(1)
                        .putInt(2)
                        .putInt(1)
                        .putInt(0)
                        .putInt(0)
                        .putFloat(1)
                        .putFloat(2));
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(part))
                    .as("%d of %d bytes", length, whole.length)
                    .isInstanceOf(ModelFormatException.class)
                    .hasMessageContaining("tiny-0000.params");
        }
    }

    private void assertRefused(Consumer<ByteBuffer> array, String message) throws IOException {
        byte[] file = file("arg:w", array);
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("tiny-0000.params");
    }

    private Map<String, MxnetParams.Entry> read(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("tiny-0000.params"), bytes);
        try (FileChannel channel = FileChannel.open(file)) {
            return MxnetParams.read(file, channel);
        }
    }

    private static byte[] file(String name, Consumer<ByteBuffer> array) {
        ByteBuffer buffer = ByteBuffer.allocate(200).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(0x112).putLong(0).putLong(1);
        array.accept(buffer);
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        buffer.putLong(1).putLong(text.length).put(text);
        return Arrays.copyOf(buffer.array(), buffer.position());
    }
}
