package dev.visiontask.backend.onnxruntime;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The key-value pairs of an ONNX file, read from the file itself: the engine's Java binding takes its UTF-8 for the JVM's own
 * kind and garbles every character beyond the first 65,536, and with it the lines around it. Field numbers are those of the public
 * {@code onnx.proto}.
 */
final class OnnxMetadata {
    private static final int METADATA = 14;
    private static final int KEY = 1;
    private static final int VALUE = 2;
    private static final int BYTES = 2;
    private static final int MORE = 0x80;

    private OnnxMetadata() {}

    /**
     * All pairs.
     *
     * @throws IOException if the file cannot be read, or is not what {@code onnx.proto} says
     */
    static Map<String, String> read(Path file) throws IOException {
        Map<String, String> pairs = new HashMap<>();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            for (long tag = tag(in); tag >= 0; tag = tag(in)) {
                if (tag == (METADATA << 3 | BYTES)) {
                    pair(bytes(in), pairs);
                } else {
                    skip(in, tag);
                }
            }
        }
        return pairs;
    }

    private static void pair(byte[] message, Map<String, String> pairs) throws IOException {
        String key = "";
        String value = "";
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(message))) {
            for (long tag = tag(in); tag >= 0; tag = tag(in)) {
                if (tag == (KEY << 3 | BYTES)) {
                    key = new String(bytes(in), StandardCharsets.UTF_8);
                } else if (tag == (VALUE << 3 | BYTES)) {
                    value = new String(bytes(in), StandardCharsets.UTF_8);
                } else {
                    skip(in, tag);
                }
            }
        }
        pairs.put(key, value);
    }

    /** The next one; -1 at the end. */
    private static long tag(DataInputStream in) throws IOException {
        int first = in.read();
        return first < 0 ? -1 : varint(in, first);
    }

    private static long varint(DataInputStream in, int first) throws IOException {
        long value = first & ~MORE;
        int last = first;
        for (int shift = 7; last >= MORE && shift < Long.SIZE; shift += 7) {
            last = in.readUnsignedByte();
            value |= (long) (last & ~MORE) << shift;
        }
        return value;
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        long length = varint(in, in.readUnsignedByte());
        if (length < 0 || length > Integer.MAX_VALUE - 8) {
            throw new IOException("a text of " + length + " bytes");
        }
        byte[] bytes = in.readNBytes((int) length);
        if (bytes.length < length) {
            throw new EOFException("within a text");
        }
        return bytes;
    }

    private static void skip(DataInputStream data, long tag) throws IOException {
        switch ((int) (tag & 7)) {
            case 0 -> varint(data, data.readUnsignedByte());
            case 1 -> data.skipNBytes(Long.BYTES);
            case BYTES -> data.skipNBytes(varint(data, data.readUnsignedByte()));
            case 5 -> data.skipNBytes(Integer.BYTES);
            default -> throw new IOException("a field of an unknown kind");
        }
    }
}
