package dev.visiontask.testkit;

import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Writes small ONNX files (operator set 13, IR version 8), so that a test has a model whose answer can be computed by
 * hand and whose every byte is known. Field numbers are those of the public {@code onnx.proto}.
 *
 * <pre>{@code
 * byte[] model = new TinyOnnx()
 *         .input("x", DataType.FLOAT32, Shape.of(-1, 4))
 *         .node("Relu", List.of("x"), List.of("y"), Map.of())
 *         .output("y", DataType.FLOAT32, Shape.of(-1, 4))
 *         .toBytes();
 * }</pre>
 */
public final class TinyOnnx {
    private static final int IR_VERSION = 8;
    private static final int OPERATOR_SET = 13;

    private final Protobuf graph = new Protobuf().text(2, "tiny");
    private final Protobuf metadata = new Protobuf();
    private long format = IR_VERSION;
    private long operators = OPERATOR_SET;

    /** An empty graph. */
    public TinyOnnx() {}

    /** The file of a {@link LinearModel}. */
    public static byte[] linear(LinearModel model) {
        return new TinyOnnx()
                .input(model.input())
                .node("Flatten", List.of(model.input().name()), List.of("flat"), Map.of("axis", 1L))
                .linearLayer(model)
                .toBytes();
    }

    /**
     * The file of a {@link LinearModel} that gives the right answers for one item, and on which an engine fails when it
     * is given anything else: every dimension of its input is declared open, but it is reshaped to one row inside.
     */
    public static byte[] linearForOneItem(LinearModel model) {
        long[] open = model.input().shape().toArray();
        Arrays.fill(open, Shape.DYNAMIC);
        TinyOnnx onnx = new TinyOnnx()
                .input(model.input().name(), model.input().type(), Shape.of(open))
                .longs("oneRow", 1, model.features())
                .node("Reshape", List.of(model.input().name(), "oneRow"), List.of("flat"), Map.of());
        return onnx.linearLayer(model).toBytes();
    }

    private TinyOnnx linearLayer(LinearModel model) {
        String scores = model.output().name();
        weights("W", Shape.of(model.classes(), model.features()), model.weights());
        weights("b", Shape.of(model.classes()), model.bias());
        node("Gemm", List.of("flat", "W", "b"), List.of(model.softmax() ? "sums" : scores), Map.of("transB", 1L));
        if (model.softmax()) {
            node("Softmax", List.of("sums"), List.of(scores), Map.of("axis", 1L));
        }
        return output(model.output());
    }

    /** Adds an input of the graph. */
    public TinyOnnx input(String name, DataType type, Shape shape) {
        return input(new TensorInfo(name, type, shape));
    }

    /** Adds an input of the graph. */
    public TinyOnnx input(TensorInfo info) {
        graph.message(11, valueInfo(info));
        return this;
    }

    /** Adds an input of the graph that has two types, as no sound file has. */
    public TinyOnnx inputOfTwoTypes(TensorInfo info, TensorInfo other) {
        graph.message(11, valueInfo(info).message(2, type(other)));
        return this;
    }

    /**
     * Writes the file in other versions.
     *
     * @param newFormat the {@code ir_version}; 0 leaves it out
     * @param newOperators the version of the operator set; 0 leaves it out
     */
    public TinyOnnx versions(long newFormat, long newOperators) {
        this.format = newFormat;
        this.operators = newOperators;
        return this;
    }

    /** Adds an output of the graph. */
    public TinyOnnx output(String name, DataType type, Shape shape) {
        return output(new TensorInfo(name, type, shape));
    }

    /** Adds an output of the graph. */
    public TinyOnnx output(TensorInfo info) {
        graph.message(12, valueInfo(info));
        return this;
    }

    /** Adds a float32 constant. */
    public TinyOnnx weights(String name, Shape shape, float[] values) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return initializer(name, elementType(DataType.FLOAT32), shape, raw.array());
    }

    /** Adds an int64 constant of one dimension, such as the target shape of {@code Reshape}. */
    public TinyOnnx longs(String name, long... values) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(values);
        return initializer(name, elementType(DataType.INT64), Shape.of(values.length), raw.array());
    }

    /** Adds a float32 constant whose numbers lie in another file beside the model. */
    public TinyOnnx externalWeights(String name, Shape shape, String location) {
        Protobuf tensor = new Protobuf();
        for (long dim : shape.toArray()) {
            tensor.number(1, dim);
        }
        Protobuf pair = new Protobuf().text(1, "location").text(2, location);
        graph.message(
                5,
                tensor.number(2, elementType(DataType.FLOAT32))
                        .text(8, name)
                        .message(13, pair)
                        .number(14, 1));
        return this;
    }

    private TinyOnnx initializer(String name, int type, Shape shape, byte[] raw) {
        Protobuf tensor = new Protobuf();
        for (long dim : shape.toArray()) {
            tensor.number(1, dim);
        }
        graph.message(5, tensor.number(2, type).text(8, name).bytes(9, raw));
        return this;
    }

    /**
     * Adds an operator.
     *
     * @param attributes values are {@link Long}, {@link Float}, {@link String}, {@code long[]} or {@link DataType} (for
     *     the {@code to} of {@code Cast})
     */
    public TinyOnnx node(String operator, List<String> inputs, List<String> outputs, Map<String, ?> attributes) {
        Protobuf node = new Protobuf();
        inputs.forEach(name -> node.text(1, name));
        outputs.forEach(name -> node.text(2, name));
        node.text(4, operator);
        attributes.forEach((name, value) -> node.message(5, attribute(name, value)));
        graph.message(1, node);
        return this;
    }

    /** Adds a pair to the file's {@code metadata_props}. */
    public TinyOnnx metadata(String key, String value) {
        metadata.message(14, new Protobuf().text(1, key).text(2, value));
        return this;
    }

    /** Adds a key without a value to the file's {@code metadata_props}. */
    public TinyOnnx metadata(String key) {
        metadata.message(14, new Protobuf().text(1, key));
        return this;
    }

    /** The file. */
    public byte[] toBytes() {
        byte[] pairs = metadata.toBytes();
        Protobuf start = new Protobuf();
        if (format != 0) {
            start.number(1, format);
        }
        start.text(2, "visiontask-testkit");
        if (operators != 0) {
            start.message(8, new Protobuf().text(1, "").number(2, operators));
        }
        byte[] head = start.message(7, graph).toBytes();
        return ByteBuffer.allocate(head.length + pairs.length)
                .put(head)
                .put(pairs)
                .array();
    }

    private static Protobuf attribute(String name, Object value) {
        Protobuf attribute = new Protobuf().text(1, name);
        if (value instanceof Long number) {
            return attribute.number(3, number).number(20, 2);
        } else if (value instanceof DataType type) {
            return attribute.number(3, elementType(type)).number(20, 2);
        } else if (value instanceof Float number) {
            return attribute.float32(2, number).number(20, 1);
        } else if (value instanceof String text) {
            return attribute.text(4, text).number(20, 3);
        } else if (value instanceof long[] numbers) {
            for (long number : numbers) {
                attribute.number(8, number);
            }
            return attribute.number(20, 7);
        }
        throw new IllegalArgumentException("Expected Long, Float, String, long[] or DataType for the attribute " + name
                + ", found: " + value.getClass());
    }

    private static Protobuf valueInfo(TensorInfo info) {
        return new Protobuf().text(1, info.name()).message(2, type(info));
    }

    private static Protobuf type(TensorInfo info) {
        Protobuf tensor = new Protobuf().number(1, elementType(info.type()));
        if (info.shape().isKnown()) {
            Protobuf shape = new Protobuf();
            for (long dim : info.shape().toArray()) {
                shape.message(1, dim == Shape.DYNAMIC ? new Protobuf().text(2, "N") : new Protobuf().number(1, dim));
            }
            tensor.message(2, shape);
        }
        return new Protobuf().message(1, tensor);
    }

    private static int elementType(DataType type) {
        return switch (type) {
            case FLOAT32 -> 1;
            case UINT8 -> 2;
            case INT8 -> 3;
            case INT32 -> 6;
            case INT64 -> 7;
            case BOOL -> 9;
            case FLOAT16 -> 10;
        };
    }
}
