package dev.visiontask.backend.opencvdnn;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Walks the fields of one protobuf message. Every length is checked against the bytes that are there. */
final class ProtobufReader {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;
    private static final int MAX_VARINT_BITS = 70;

    private final ByteBuffer bytes;
    private int field;
    private int wireType;

    /** The whole buffer is the message. */
    ProtobufReader(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** Goes to the next field; false at the end. The value of the field must be read or skipped before. */
    boolean next() throws MalformedOnnxException {
        if (!bytes.hasRemaining()) {
            return false;
        }
        long tag = varint();
        field = (int) (tag >>> 3);
        wireType = (int) (tag & 7);
        if (tag >>> 3 == 0 || tag >>> 3 > 0x1FFFFFFF) {
            throw new MalformedOnnxException("impossible field number at byte " + bytes.position());
        }
        return true;
    }

    int field() {
        return field;
    }

    /** Whether the field is this one, with a number as value. */
    boolean isNumber(int expected) {
        return field == expected && wireType == VARINT;
    }

    /** Whether the field is this one, with text, bytes or a message as value. */
    boolean isBytes(int expected) {
        return field == expected && wireType == BYTES;
    }

    long number() throws MalformedOnnxException {
        return varint();
    }

    String text() throws MalformedOnnxException {
        return StandardCharsets.UTF_8.decode(view()).toString();
    }

    ProtobufReader message() throws MalformedOnnxException {
        return new ProtobufReader(view());
    }

    /** The bytes of the value; a view. */
    ByteBuffer bytes() throws MalformedOnnxException {
        return view();
    }

    /** Whether the field is this one, with one number or a packed list of them. */
    boolean isNumbers(int expected) {
        return field == expected && (wireType == VARINT || wireType == BYTES);
    }

    /** Adds the number, or all of the packed list. */
    void numbers(List<Long> target) throws MalformedOnnxException {
        if (wireType == VARINT) {
            target.add(varint());
            return;
        }
        ProtobufReader packed = new ProtobufReader(view());
        while (packed.bytes.hasRemaining()) {
            target.add(packed.varint());
        }
    }

    /** Whether the field is this one, with one number of a fixed size or a packed list of them. */
    boolean isFixed(int expected, int size) {
        return field == expected && (wireType == BYTES || wireType == (size == Long.BYTES ? FIXED64 : FIXED32));
    }

    /** Steps over numbers of a fixed size, and says how many there were. */
    long countFixed(int size) throws MalformedOnnxException {
        if (wireType != BYTES) {
            take(size);
            return 1;
        }
        ByteBuffer packed = view();
        if (packed.remaining() % size != 0) {
            throw new MalformedOnnxException(
                    "a list of " + packed.remaining() + " bytes where each number has " + size);
        }
        return packed.remaining() / size;
    }

    /** Steps over numbers, and says how many there were. */
    long countNumbers() throws MalformedOnnxException {
        if (wireType == VARINT) {
            varint();
            return 1;
        }
        ByteBuffer packed = view();
        long count = 0;
        while (packed.hasRemaining()) {
            count += packed.get() >= 0 ? 1 : 0;
        }
        return count;
    }

    void skip() throws MalformedOnnxException {
        switch (wireType) {
            case VARINT -> varint();
            case FIXED64 -> take(Long.BYTES);
            case BYTES -> view();
            case FIXED32 -> take(Integer.BYTES);
            default ->
                throw new MalformedOnnxException("unknown wire type " + wireType + " at byte " + bytes.position());
        }
    }

    private ByteBuffer view() throws MalformedOnnxException {
        long length = varint();
        if (length < 0 || length > bytes.remaining()) {
            throw new MalformedOnnxException("a field of " + Long.toUnsignedString(length) + " bytes where only "
                    + bytes.remaining() + " are left; the file is cut off or not an ONNX model");
        }
        ByteBuffer view = bytes.slice(bytes.position(), (int) length);
        bytes.position(bytes.position() + (int) length);
        return view;
    }

    private void take(int length) throws MalformedOnnxException {
        if (bytes.remaining() < length) {
            throw new MalformedOnnxException("the file is cut off");
        }
        bytes.position(bytes.position() + length);
    }

    private long varint() throws MalformedOnnxException {
        long value = 0;
        for (int shift = 0; shift < MAX_VARINT_BITS; shift += 7) {
            if (!bytes.hasRemaining()) {
                throw new MalformedOnnxException("the file is cut off");
            }
            byte next = bytes.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new MalformedOnnxException("an endless number at byte " + bytes.position());
    }
}
