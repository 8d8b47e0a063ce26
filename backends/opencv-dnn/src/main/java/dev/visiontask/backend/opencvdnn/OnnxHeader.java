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
 * What an ONNX file says of its tensors, which OpenCV does not pass on, checked for what OpenCV does not survive. Field
 * numbers are those of the public {@code onnx.proto}.
 */
final class OnnxHeader {
    private static final int MODEL_FORMAT = 1;
    private static final int MODEL_GRAPH = 7;
    private static final int MODEL_OPERATORS = 8;
    private static final int MODEL_METADATA = 14;
    private static final int GRAPH_NODE = 1;
    private static final int GRAPH_INITIALIZER = 5;
    private static final int GRAPH_INPUT = 11;
    private static final int GRAPH_OUTPUT = 12;
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
    private final List<OnnxTensor> weights = new ArrayList<>();
    private final List<OnnxNode> nodes = new ArrayList<>();
    private final Set<String> cast = new HashSet<>();
    private final OnnxVersions versions = new OnnxVersions();

    private OnnxHeader() {}

    static OnnxHeader read(byte[] file) throws MalformedOnnxException {
        OnnxHeader header = new OnnxHeader();
        ProtobufReader model = new ProtobufReader(ByteBuffer.wrap(file));
        while (model.next()) {
            if (model.isBytes(MODEL_GRAPH)) {
                if (!header.outputs.isEmpty()) {
                    throw new MalformedOnnxException("two graphs");
                }
                header.readGraph(model.message());
            } else if (model.isNumber(MODEL_FORMAT)) {
                header.versions.format(model.number());
            } else if (model.isBytes(MODEL_OPERATORS)) {
                header.versions.operators(model.message());
            } else if (model.isBytes(MODEL_METADATA)) {
                OnnxPair pair = OnnxPair.read(model.message());
                header.metadata.put(pair.key(), pair.value());
            } else {
                model.skip();
            }
        }
        if (header.outputs.isEmpty()) {
            throw new MalformedOnnxException("no graph with outputs; the file is cut off or not an ONNX model");
        }
        OnnxSoundness soundness = new OnnxSoundness(header.versions.domains());
        soundness.check(header.inputs, header.outputs, header.weights, header.nodes);
        header.finish();
        return header;
    }

    /** Keeps what is asked for later, and lets the rest go. */
    private void finish() {
        Set<String> names = new HashSet<>();
        weights.forEach(tensor -> names.add(tensor.name()));
        inputs.removeIf(input -> names.contains(input.name()));
        inputs.replaceAll(input -> input.type() == DataType.UINT8 || input.type() == DataType.INT8
                ? input
                : new TensorInfo(input.name(), DataType.FLOAT32, input.shape()));
        outputs.replaceAll(output -> output.type() == DataType.FLOAT16
                ? new TensorInfo(output.name(), DataType.FLOAT32, output.shape())
                : output);
        for (OnnxNode node : nodes) {
            if (node.is("Cast")) {
                cast.addAll(node.inputs());
            }
        }
        nodes.clear();
        weights.clear();
    }

    /**
     * The graph's inputs in order, without those that have a value in the file. OpenCV computes in float32 whatever the
     * file says, so that float16, integer and boolean inputs are float32 here; only bytes stay bytes.
     */
    List<TensorInfo> inputs() {
        return List.copyOf(inputs);
    }

    /** The graph's outputs in order; float16 ones are float32, as OpenCV computes them. */
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
                nodes.add(OnnxNode.read(graph.message()));
            } else if (graph.isBytes(GRAPH_INITIALIZER)) {
                weights.add(OnnxTensor.read(graph.message()));
            } else if (graph.isBytes(GRAPH_INPUT)) {
                inputs.add(tensor(graph.message()));
            } else if (graph.isBytes(GRAPH_OUTPUT)) {
                outputs.add(tensor(graph.message()));
            } else {
                graph.skip();
            }
        }
    }

    private static TensorInfo tensor(ProtobufReader valueInfo) throws MalformedOnnxException {
        String name = "";
        TensorInfo info = null;
        while (valueInfo.next()) {
            if (valueInfo.isBytes(1)) {
                name = valueInfo.text();
            } else if (valueInfo.isBytes(2)) {
                // Protobuf joins the two to one of both shapes.
                requireFirst(info == null, "type");
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

    private static void requireFirst(boolean isFirst, String what) throws MalformedOnnxException {
        if (!isFirst) {
            throw new MalformedOnnxException("an input or output of the graph with more than one " + what);
        }
    }

    private static @Nullable TensorInfo tensorType(ProtobufReader kind) throws MalformedOnnxException {
        TensorInfo info = null;
        while (kind.next()) {
            if (!kind.isBytes(1)) {
                kind.skip();
                continue;
            }
            requireFirst(info == null, "tensor type");
            info = elements(kind.message());
        }
        return info;
    }

    private static TensorInfo elements(ProtobufReader tensor) throws MalformedOnnxException {
        long type = 0;
        Shape shape = null;
        while (tensor.next()) {
            if (tensor.isNumber(1)) {
                type = tensor.number();
            } else if (tensor.isBytes(2)) {
                requireFirst(shape == null, "shape");
                shape = shape(tensor.message());
            } else {
                tensor.skip();
            }
        }
        return new TensorInfo("", dataType(type), shape == null ? Shape.UNKNOWN : shape);
    }

    private static Shape shape(ProtobufReader shape) throws MalformedOnnxException {
        List<Long> dims = new ArrayList<>();
        while (shape.next()) {
            if (shape.isBytes(1)) {
                dims.add(dim(shape.message()));
            } else {
                shape.skip();
            }
        }
        return Shape.of(dims.stream().mapToLong(Long::longValue).toArray());
    }

    private static long dim(ProtobufReader value) throws MalformedOnnxException {
        long dim = Shape.DYNAMIC;
        int values = 0;
        while (value.next()) {
            values += value.isNumber(1) || value.isBytes(2) ? 1 : 0;
            if (value.isNumber(1)) {
                // Some exporters write 0 or -1 for a dimension that is open.
                long size = value.number();
                if (size < -1 || size > Integer.MAX_VALUE) {
                    throw new MalformedOnnxException("an input or output of the graph with the dimension " + size);
                }
                dim = size > 0 ? size : Shape.DYNAMIC;
            } else {
                value.skip();
            }
        }
        requireFirst(values <= 1, "size of one dimension");
        return dim;
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
