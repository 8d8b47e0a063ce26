package dev.visiontask.tensor;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * The dimensions of a tensor, outermost first. A dimension that the model leaves open is {@link #DYNAMIC}; a shape of
 * which not even the rank is known (an MXNet symbol does not say) is {@link #UNKNOWN}.
 */
public final class Shape {
    /** A dimension that is fixed only when the model runs. */
    public static final long DYNAMIC = -1;

    /** A shape that the model file does not declare. */
    public static final Shape UNKNOWN = new Shape(new long[0], false);

    private final long[] dims;
    private final boolean known;

    private Shape(long[] dims, boolean known) {
        this.dims = dims;
        this.known = known;
    }

    /**
     * A shape of these dimensions.
     *
     * @param dims each at least 0, or {@link #DYNAMIC}
     * @throws IllegalArgumentException for any other negative dimension
     */
    public static Shape of(long... dims) {
        for (long dim : dims) {
            if (dim < DYNAMIC) {
                throw new IllegalArgumentException("Expected dimensions >= 0 or -1, found: " + Arrays.toString(dims));
            }
        }
        return new Shape(dims.clone(), true);
    }

    /** Whether the rank is known, that is, whether this is not {@link #UNKNOWN}. */
    public boolean isKnown() {
        return known;
    }

    /** Whether every dimension is fixed. */
    public boolean isFixed() {
        return known && LongStream.of(dims).noneMatch(dim -> dim == DYNAMIC);
    }

    /** The number of dimensions; 0 for a scalar and for {@link #UNKNOWN}. */
    public int rank() {
        return dims.length;
    }

    /** Dimension {@code index}, counted from the outermost, 0. */
    public long dim(int index) {
        return dims[Objects.checkIndex(index, dims.length)];
    }

    /** The dimensions in a new array. */
    public long[] toArray() {
        return dims.clone();
    }

    /**
     * The number of elements.
     *
     * @throws IllegalStateException if a dimension is not fixed
     */
    public long elements() {
        if (!isFixed()) {
            throw new IllegalStateException("Expected a fixed shape, found: " + this);
        }
        long product = 1;
        for (long dim : dims) {
            product = Math.multiplyExact(product, dim);
        }
        return product;
    }

    /** Whether a tensor of shape {@code actual} may be given where this shape is declared. */
    public boolean accepts(Shape actual) {
        if (!known) {
            return true;
        }
        if (actual.rank() != rank()) {
            return false;
        }
        for (int i = 0; i < dims.length; i++) {
            if (dims[i] != DYNAMIC && dims[i] != actual.dims[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape && known == shape.known && Arrays.equals(dims, shape.dims);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(dims) + Boolean.hashCode(known);
    }

    /** For people: {@code [?, 3, 224, 224]}. */
    @Override
    public String toString() {
        if (!known) {
            return "[not declared]";
        }
        return LongStream.of(dims)
                .mapToObj(dim -> dim == DYNAMIC ? "?" : Long.toString(dim))
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
