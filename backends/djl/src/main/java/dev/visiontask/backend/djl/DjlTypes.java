package dev.visiontask.backend.djl;

import dev.visiontask.InferenceException;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;

/** Element types and shapes, in DJL's terms and in ours. */
final class DjlTypes {
    private DjlTypes() {}

    static ai.djl.ndarray.types.DataType toDjl(DataType type) {
        return switch (type) {
            case FLOAT32 -> ai.djl.ndarray.types.DataType.FLOAT32;
            case FLOAT16 -> ai.djl.ndarray.types.DataType.FLOAT16;
            case UINT8 -> ai.djl.ndarray.types.DataType.UINT8;
            case INT8 -> ai.djl.ndarray.types.DataType.INT8;
            case INT32 -> ai.djl.ndarray.types.DataType.INT32;
            case INT64 -> ai.djl.ndarray.types.DataType.INT64;
            case BOOL -> ai.djl.ndarray.types.DataType.BOOLEAN;
        };
    }

    static DataType fromDjl(String output, ai.djl.ndarray.types.DataType type) {
        return switch (type) {
            case FLOAT32 -> DataType.FLOAT32;
            case FLOAT16 -> DataType.FLOAT16;
            case UINT8 -> DataType.UINT8;
            case INT8 -> DataType.INT8;
            case INT32 -> DataType.INT32;
            case INT64 -> DataType.INT64;
            case BOOLEAN -> DataType.BOOL;
            default ->
                throw new InferenceException("Expected output " + output
                        + " to be of a type that tasks can read (float32, float16, uint8, int8,"
                        + " int32, int64, bool), found: " + type);
        };
    }

    static ai.djl.ndarray.types.Shape toDjl(Shape shape) {
        return new ai.djl.ndarray.types.Shape(shape.toArray());
    }

    static Shape fromDjl(ai.djl.ndarray.types.Shape shape) {
        return Shape.of(shape.getShape());
    }
}
