package dev.visiontask.backend.onnxruntime;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import dev.visiontask.ModelFormatException;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.TensorInfo;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** Translates the engine's description of tensors. */
final class OrtTypes {
    private OrtTypes() {}

    static List<TensorInfo> tensors(Path file, Collection<NodeInfo> nodes) {
        return nodes.stream().map(node -> tensor(file, node)).toList();
    }

    private static TensorInfo tensor(Path file, NodeInfo node) {
        if (node.getInfo() instanceof ai.onnxruntime.TensorInfo info) {
            return new TensorInfo(node.getName(), type(file, node, info), shape(info.getShape()));
        }
        throw new ModelFormatException("Expected tensors only, found " + node + " in " + file);
    }

    private static DataType type(Path file, NodeInfo node, ai.onnxruntime.TensorInfo info) {
        // The Java types do not tell signed from unsigned integers of more than a byte.
        return switch (info.onnxType) {
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT -> DataType.FLOAT32;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT16 -> DataType.FLOAT16;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT8 -> DataType.UINT8;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT8 -> DataType.INT8;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT32 -> DataType.INT32;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT64 -> DataType.INT64;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_BOOL -> DataType.BOOL;
            default ->
                throw new ModelFormatException(
                        "Expected tensors of " + List.of(DataType.values()) + ", found " + node + " in " + file);
        };
    }

    /** The engine gives no dimensions both for a scalar and for a shape that is not declared. */
    private static Shape shape(long[] dims) {
        return dims.length == 0 ? Shape.UNKNOWN : Shape.of(dims);
    }

    static OnnxJavaType javaType(DataType type) {
        return switch (type) {
            case FLOAT32 -> OnnxJavaType.FLOAT;
            case FLOAT16 -> OnnxJavaType.FLOAT16;
            case UINT8 -> OnnxJavaType.UINT8;
            case INT8 -> OnnxJavaType.INT8;
            case INT32 -> OnnxJavaType.INT32;
            case INT64 -> OnnxJavaType.INT64;
            case BOOL -> OnnxJavaType.BOOL;
        };
    }
}
