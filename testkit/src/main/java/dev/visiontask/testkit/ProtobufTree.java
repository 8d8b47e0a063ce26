package dev.visiontask.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An ONNX file as a tree of fields that can be changed and written again, with all lengths right. */
final class ProtobufTree {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;

    /** Which fields are messages, and of what type; those of the public {@code onnx.proto}. */
    private static final Map<String, String> MESSAGES = Map.ofEntries(
            Map.entry("Model/7", "Graph"),
            Map.entry("Model/8", "OperatorSet"),
            Map.entry("Model/14", "Pair"),
            Map.entry("Graph/1", "Node"),
            Map.entry("Graph/5", "Tensor"),
            Map.entry("Graph/11", "Value"),
            Map.entry("Graph/12", "Value"),
            Map.entry("Graph/13", "Value"),
            Map.entry("Node/5", "Attribute"),
            Map.entry("Attribute/5", "Tensor"),
            Map.entry("Attribute/6", "Graph"),
            Map.entry("Value/2", "Type"),
            Map.entry("Type/1", "TensorType"),
            Map.entry("TensorType/2", "Shape"),
            Map.entry("Shape/1", "Dim"),
            Map.entry("Tensor/13", "Pair"));

    private ProtobufTree() {}

    /** One field; a message has children, every other kind a number or bytes. */
    static final class Field {
        final String message;
        final int id;
        final int wire;
        long number;
        byte[] bytes = {};
        List<Field> children = List.of();

        Field(String message, int id, int wire) {
            this.message = message;
            this.id = id;
            this.wire = wire;
        }

        boolean isMessage() {
            return MESSAGES.containsKey(message + "/" + id);
        }

        /** What this field is in which message: {@code Node/1}. */
        String kind() {
            return message + "/" + id;
        }

        Field copy() {
            Field copy = new Field(message, id, wire);
            copy.number = number;
            copy.bytes = bytes.clone();
            copy.children = new ArrayList<>(children.stream().map(Field::copy).toList());
            return copy;
        }
    }

    static List<Field> read(byte[] file) {
        return read(ByteBuffer.wrap(file), "Model");
    }

    private static List<Field> read(ByteBuffer in, String message) {
        List<Field> fields = new ArrayList<>();
        while (in.hasRemaining()) {
            long tag = varint(in);
            Field field = new Field(message, (int) (tag >>> 3), (int) (tag & 7));
            switch (field.wire) {
                case VARINT -> field.number = varint(in);
                case FIXED64 -> field.bytes = take(in, Long.BYTES);
                case FIXED32 -> field.bytes = take(in, Integer.BYTES);
                case BYTES -> {
                    byte[] bytes = take(in, (int) varint(in));
                    String type = MESSAGES.get(field.kind());
                    if (type == null) {
                        field.bytes = bytes;
                    } else {
                        field.children = read(ByteBuffer.wrap(bytes), type);
                    }
                }
                default -> throw new IllegalArgumentException("Expected a sound ONNX file, found wire type " + tag);
            }
            fields.add(field);
        }
        return fields;
    }

    static byte[] write(List<Field> fields) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Field field : fields) {
            varint(out, (long) field.id << 3 | field.wire);
            if (field.wire == VARINT) {
                varint(out, field.number);
                continue;
            }
            byte[] bytes = field.isMessage() ? write(field.children) : field.bytes;
            if (field.wire == BYTES) {
                varint(out, bytes.length);
            }
            out.writeBytes(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] take(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
