package dev.visiontask.task;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;

/**
 * IEEE 754 half precision: 1 bit for the sign, 5 for the exponent, 10 for the fraction. Java has a type for it from
 * version 20 on only.
 */
final class Float16 {
    private static final int SIGN = 0x8000;
    private static final int INFINITY = 0x7C00;
    private static final int FRACTION_BITS = 10;
    private static final int FRACTION = (1 << FRACTION_BITS) - 1;
    private static final int DROPPED_BITS = 13;
    private static final int FLOAT_INFINITY = 0x7F80_0000;
    /** 65520: the least that is rounded up to infinity. */
    private static final int OVERFLOW = 0x477F_F000;
    /** 2^-14, the least that is stored with all its bits. */
    private static final int LEAST_NORMAL = 0x3880_0000;
    /** What the exponents of the two formats differ by, in its place in a float. */
    private static final int BIAS = (127 - 15) << 23;
    /** 0.5: added to a number below 2^-14 it leaves the half's fraction, rounded by the processor, in the last bits. */
    private static final int SHIFT = 126 << 23;

    private static final float LEAST_SUBNORMAL = 0x1p-24f;

    private Float16() {}

    /** The nearest half, ties to the one with an even last bit; beyond the range infinity, and NaN stays one. */
    static short fromFloat(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = (bits >>> 16) & SIGN;
        int magnitude = bits & Integer.MAX_VALUE;
        int half;
        if (magnitude > FLOAT_INFINITY) {
            half = INFINITY | (1 << (FRACTION_BITS - 1));
        } else if (magnitude >= OVERFLOW) {
            half = INFINITY;
        } else if (magnitude < LEAST_NORMAL) {
            float shifted = Float.intBitsToFloat(magnitude) + Float.intBitsToFloat(SHIFT);
            half = Float.floatToRawIntBits(shifted) - SHIFT;
        } else {
            int odd = (magnitude >>> DROPPED_BITS) & 1;
            half = (magnitude - BIAS + (1 << (DROPPED_BITS - 1)) - 1 + odd) >>> DROPPED_BITS;
        }
        return (short) (sign | half);
    }

    /** Exactly the half's value. */
    static float toFloat(short half) {
        int magnitude = half & Short.MAX_VALUE;
        float value;
        if (magnitude >= INFINITY) {
            value = Float.intBitsToFloat(FLOAT_INFINITY | ((magnitude & FRACTION) << DROPPED_BITS));
        } else if (magnitude < 1 << FRACTION_BITS) {
            value = magnitude * LEAST_SUBNORMAL;
        } else {
            value = Float.intBitsToFloat((magnitude << DROPPED_BITS) + BIAS);
        }
        return half < 0 ? -value : value;
    }

    /** Fills {@code halves} from {@code floats}, element by element. */
    static void pack(FloatBuffer floats, ByteBuffer halves) {
        ShortBuffer target = halves.asShortBuffer();
        for (int i = 0; i < target.capacity(); i++) {
            target.put(i, fromFloat(floats.get(i)));
        }
    }

    /** Fills {@code floats} from {@code halves}, element by element. */
    static void unpack(ByteBuffer halves, FloatBuffer floats) {
        ShortBuffer source = halves.asShortBuffer();
        for (int i = 0; i < source.capacity(); i++) {
            floats.put(i, toFloat(source.get(i)));
        }
    }
}
