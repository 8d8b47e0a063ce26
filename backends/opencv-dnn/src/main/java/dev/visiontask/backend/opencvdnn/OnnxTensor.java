package dev.visiontask.backend.opencvdnn;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an ONNX file says of a constant tensor, checked: OpenCV takes its memory by the dimensions without a look at how
 * many numbers there are.
 *
 * @param dims as in the file, each at least 0
 * @param type the number of the element type in {@code onnx.proto}
 * @param longs the numbers of a short int64 tensor, such as axes and shapes; null for every other
 */
record OnnxTensor(
        String name, List<Long> dims, int type, @Nullable List<Long> longs) {
    static final int FLOAT = 1;
    private static final int INT64 = 7;
    private static final int DOUBLE = 11;
    private static final int EXTERNAL = 1;
    private static final int MAX_RANK = 16;
    private static final int MAX_LONGS = 64;
    private static final long MAX_ELEMENTS = Integer.MAX_VALUE / 8;

    /** Bytes of one element in the raw data, by type. */
    private static final Map<Integer, Integer> SIZES = Map.ofEntries(
            Map.entry(FLOAT, 4),
            Map.entry(2, 1),
            Map.entry(3, 1),
            Map.entry(6, 4),
            Map.entry(INT64, 8),
            Map.entry(9, 1),
            Map.entry(10, 2),
            Map.entry(DOUBLE, 8));

    long elements() {
        long elements = 1;
        for (long dim : dims) {
            elements *= dim;
        }
        return elements;
    }

    static OnnxTensor read(ProtobufReader tensor) throws MalformedOnnxException {
        return new Reader().read(tensor);
    }

    /** Collects the fields, then looks whether they fit each other. */
    private static final class Reader {
        private final List<Long> dims = new ArrayList<>();
        private final List<Long> longs = new ArrayList<>();
        private String name = "";
        private int type;
        private @Nullable ByteBuffer raw;
        private long floats;
        private long ints;
        private long doubles;
        private boolean isExternal;
        private @Nullable String location;

        OnnxTensor read(ProtobufReader tensor) throws MalformedOnnxException {
            while (tensor.next()) {
                field(tensor);
            }
            if (isExternal || location != null) {
                throw new ExternalWeightsException(name, location == null ? "another file" : location);
            }
            long elements = elements();
            Integer size = SIZES.get(type);
            if (size == null) {
                throw new MalformedOnnxException("the tensor " + name + " of the element type number " + type
                        + ", expected one of " + SIZES.keySet());
            }
            long present = present(size);
            if (present != elements) {
                throw new MalformedOnnxException("the tensor " + name + " of the dimensions " + dims + ", which are "
                        + elements + " numbers, with " + present + " numbers");
            }
            return new OnnxTensor(name, List.copyOf(dims), type, values(elements));
        }

        private void field(ProtobufReader tensor) throws MalformedOnnxException {
            if (tensor.isNumbers(1)) {
                tensor.numbers(dims);
            } else if (tensor.isNumber(2)) {
                type = (int) tensor.number();
            } else if (tensor.isFixed(4, Float.BYTES)) {
                floats += tensor.countFixed(Float.BYTES);
            } else if (tensor.isNumbers(5)) {
                ints += tensor.countNumbers();
            } else if (tensor.isNumbers(7)) {
                tensor.numbers(longs);
            } else if (tensor.isBytes(8)) {
                name = tensor.text();
            } else if (tensor.isBytes(9)) {
                raw = tensor.bytes();
            } else if (tensor.isFixed(10, Double.BYTES)) {
                doubles += tensor.countFixed(Double.BYTES);
            } else if (tensor.isBytes(13)) {
                external(tensor.message());
            } else if (tensor.isNumber(14)) {
                isExternal = tensor.number() == EXTERNAL;
            } else {
                tensor.skip();
            }
        }

        private void external(ProtobufReader message) throws MalformedOnnxException {
            OnnxPair pair = OnnxPair.read(message);
            if (pair.key().equals("location")) {
                location = pair.value();
            }
        }

        private long elements() throws MalformedOnnxException {
            long elements = 1;
            for (long dim : dims) {
                if (dim < 0 || dim > MAX_ELEMENTS || elements * dim > MAX_ELEMENTS) {
                    throw new MalformedOnnxException("the tensor " + name + " of the dimensions " + dims);
                }
                elements *= dim;
            }
            if (dims.size() > MAX_RANK) {
                throw new MalformedOnnxException("the tensor " + name + " of " + dims.size() + " dimensions");
            }
            return elements;
        }

        /** How many numbers there are of the tensor's type; numbers of another type are none. */
        private long present(int size) throws MalformedOnnxException {
            long typed =
                    switch (type) {
                        case FLOAT -> floats;
                        case INT64 -> longs.size();
                        case DOUBLE -> doubles;
                        default -> ints;
                    };
            long all = floats + longs.size() + doubles + ints;
            if (raw == null || !raw.hasRemaining()) {
                if (all != typed) {
                    throw new MalformedOnnxException(
                            "the tensor " + name + " with numbers of another type than its own");
                }
                return typed;
            }
            if (all > 0 || raw.remaining() % size != 0) {
                throw new MalformedOnnxException("the tensor " + name + " with " + raw.remaining()
                        + " bytes where each number has " + size + (all > 0 ? ", and with other numbers" : ""));
            }
            return raw.remaining() / size;
        }

        private @Nullable List<Long> values(long elements) {
            if (type != INT64 || elements > MAX_LONGS) {
                return null;
            }
            if (raw == null || !raw.hasRemaining()) {
                return List.copyOf(longs);
            }
            ByteBuffer values = raw.duplicate().order(ByteOrder.LITTLE_ENDIAN);
            List<Long> list = new ArrayList<>();
            while (values.remaining() >= Long.BYTES) {
                list.add(values.getLong());
            }
            return List.copyOf(list);
        }
    }

    /** A name that is fit to be shown: of a hostile file it may be long. */
    static String shown(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= 80 ? name : name.substring(0, Math.min(name.length(), 80)) + "...";
    }
}
