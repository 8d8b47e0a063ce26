package dev.visiontask.backend.opencvdnn;

import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.TensorInfo;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an ONNX file says of its tensors, which OpenCV does not pass on. Weights are stepped over, not read. Field
 * numbers are those of the public {@code onnx.proto}.
 */
final class OnnxHeader {
    private static final int MODEL_GRAPH = 7;
    private static final int MODEL_METADATA = 14;
    private static final int GRAPH_NODE = 1;
    private static final int GRAPH_INITIALIZER = 5;
    private static final int GRAPH_INPUT = 11;
    private static final int GRAPH_OUTPUT = 12;
    private static final int NODE_INPUT = 1;
    private static final int NODE_OPERATOR = 4;
    private static final int TENSOR_NAME = 8;
    private static final Map<Long, DataType> DATA_TYPES = Map.of(
            1L, DataType.FLOAT32,
            2L, DataType.UINT8,
            3L, DataType.INT8,
            6L, DataType.INT32,
            7L, DataType.INT64,
            9L, DataType.BOOL,
            10L, DataType.FLOAT16);

    private final List<TensorInfo> inputs = new ArrayList<>();
    private final List<TensorInfo> outputs = new ArrayList<>();
    private final Map<String, String> metadata = new HashMap<>();
    private final Set<String> weights = new HashSet<>();
    private final Set<String> cast = new HashSet<>();

    private OnnxHeader() {}

    static OnnxHeader read(byte[] file) throws MalformedOnnxException {
        OnnxHeader header = new OnnxHeader();
        ProtobufReader model = new ProtobufReader(ByteBuffer.wrap(file));
        while (model.next()) {
            if (model.isBytes(MODEL_GRAPH)) {
                header.readGraph(model.message());
            } else if (model.isBytes(MODEL_METADATA)) {
                header.readPair(model.message());
            } else {
                model.skip();
            }
        }
        if (header.outputs.isEmpty()) {
            throw new MalformedOnnxException("no graph with outputs; the file is cut off or not an ONNX model");
        }
        header.inputs.removeIf(input -> header.weights.contains(input.name()));
        return header;
    }

    /** The graph's inputs in order, without those that have a value in the file. */
    List<TensorInfo> inputs() {
        return List.copyOf(inputs);
    }

    /** The graph's outputs in order. */
    List<TensorInfo> outputs() {
        return List.copyOf(outputs);
    }

    /** The file's key-value pairs. */
    Map<String, String> metadata() {
        return Map.copyOf(metadata);
    }

    /** Whether the graph converts this tensor to another type, as it does with pixels that it takes as bytes. */
    boolean isCast(String name) {
        return cast.contains(name);
    }

    private void readGraph(ProtobufReader graph) throws MalformedOnnxException {
        while (graph.next()) {
            if (graph.isBytes(GRAPH_NODE)) {
                readNode(graph.message());
            } else if (graph.isBytes(GRAPH_INITIALIZER)) {
                readWeights(graph.message());
            } else if (graph.isBytes(GRAPH_INPUT)) {
                inputs.add(tensor(graph.message()));
            } else if (graph.isBytes(GRAPH_OUTPUT)) {
                outputs.add(tensor(graph.message()));
            } else {
                graph.skip();
            }
        }
    }

    private void readNode(ProtobufReader node) throws MalformedOnnxException {
        List<String> names = new ArrayList<>();
        String operator = "";
        while (node.next()) {
            if (node.isBytes(NODE_INPUT)) {
                names.add(node.text());
            } else if (node.isBytes(NODE_OPERATOR)) {
                operator = node.text();
            } else {
                node.skip();
            }
        }
        if (operator.equals("Cast")) {
            cast.addAll(names);
        }
    }

    private void readWeights(ProtobufReader tensor) throws MalformedOnnxException {
        while (tensor.next()) {
            if (tensor.isBytes(TENSOR_NAME)) {
                weights.add(tensor.text());
            } else {
                tensor.skip();
            }
        }
    }

    private void readPair(ProtobufReader pair) throws MalformedOnnxException {
        String key = "";
        String value = "";
        while (pair.next()) {
            if (pair.isBytes(1)) {
                key = pair.text();
            } else if (pair.isBytes(2)) {
                value = pair.text();
            } else {
                pair.skip();
            }
        }
        metadata.put(key, value);
    }

    private static TensorInfo tensor(ProtobufReader valueInfo) throws MalformedOnnxException {
        String name = "";
        TensorInfo info = null;
        while (valueInfo.next()) {
            if (valueInfo.isBytes(1)) {
                name = valueInfo.text();
            } else if (valueInfo.isBytes(2)) {
                info = tensorType(valueInfo.message());
            } else {
                valueInfo.skip();
            }
        }
        if (info == null) {
            throw new MalformedOnnxException("the graph's input or output " + name + " is no tensor");
        }
        return new TensorInfo(name, info.type(), info.shape());
    }

    private static @Nullable TensorInfo tensorType(ProtobufReader kind) throws MalformedOnnxException {
        TensorInfo info = null;
        while (kind.next()) {
            if (!kind.isBytes(1)) {
                kind.skip();
                continue;
            }
            long type = 0;
            Shape shape = Shape.UNKNOWN;
            ProtobufReader tensor = kind.message();
            while (tensor.next()) {
                if (tensor.isNumber(1)) {
                    type = tensor.number();
                } else if (tensor.isBytes(2)) {
                    shape = shape(tensor.message());
                } else {
                    tensor.skip();
                }
            }
            info = new TensorInfo("", dataType(type), shape);
        }
        return info;
    }

    private static Shape shape(ProtobufReader shape) throws MalformedOnnxException {
        List<Long> dims = new ArrayList<>();
        while (shape.next()) {
            if (!shape.isBytes(1)) {
                shape.skip();
                continue;
            }
            long dim = Shape.DYNAMIC;
            ProtobufReader value = shape.message();
            while (value.next()) {
                if (value.isNumber(1)) {
                    // Some exporters write 0 or -1 for a dimension that is open.
                    long size = value.number();
                    dim = size > 0 ? size : Shape.DYNAMIC;
                } else {
                    value.skip();
                }
            }
            dims.add(dim);
        }
        return Shape.of(dims.stream().mapToLong(Long::longValue).toArray());
    }

    private static DataType dataType(long id) throws MalformedOnnxException {
        DataType type = DATA_TYPES.get(id);
        if (type == null) {
            throw new MalformedOnnxException(
                    "an input or output with the element type number " + id + ", expected one of " + DATA_TYPES);
        }
        return type;
    }
}
