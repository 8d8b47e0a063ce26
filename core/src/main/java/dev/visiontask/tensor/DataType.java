package dev.visiontask.tensor;

import java.util.Locale;

/** The element types of tensors that a task can meet at the edge of a model. */
public enum DataType {
    /** IEEE 754 single precision. */
    FLOAT32(4),
    /** IEEE 754 half precision. */
    FLOAT16(2),
    /** Unsigned bytes, 0 to 255: raw pixels and quantised scores. */
    UINT8(1),
    /** Signed bytes, -128 to 127. */
    INT8(1),
    /** Signed 32-bit integers. */
    INT32(4),
    /** Signed 64-bit integers. */
    INT64(8),
    /** One byte an element, 0 or 1. */
    BOOL(1);

    private final int bytes;

    DataType(int bytes) {
        this.bytes = bytes;
    }

    /** The size of one element in bytes. */
    public int bytes() {
        return bytes;
    }

    /** The name in lower case, as model descriptions write it: {@code float32}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
