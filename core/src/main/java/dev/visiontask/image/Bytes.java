package dev.visiontask.image;

import java.nio.ByteBuffer;

/** Bounds-checked reading of hostile bytes: whatever lies outside is an {@link UndecodableException}. */
final class Bytes {
    private final ByteBuffer data;

    Bytes(ByteBuffer data) {
        this.data = data;
    }

    int size() {
        return data.limit();
    }

    int u8(long at) throws UndecodableException {
        return data.get(index(at, 1)) & 0xff;
    }

    int u16(long at, boolean big) throws UndecodableException {
        int first = u8(at);
        int second = u8(at + 1);
        return big ? first << 8 | second : second << 8 | first;
    }

    int u16be(long at) throws UndecodableException {
        return u16(at, true);
    }

    int u16le(long at) throws UndecodableException {
        return u16(at, false);
    }

    long u32(long at, boolean big) throws UndecodableException {
        long first = u16(at, big);
        long second = u16(at + 2, big);
        return big ? first << 16 | second : second << 16 | first;
    }

    long u32be(long at) throws UndecodableException {
        return u32(at, true);
    }

    long u32le(long at) throws UndecodableException {
        return u32(at, false);
    }

    long s32le(long at) throws UndecodableException {
        return u16le(at) | (long) (short) u16le(at + 2) << 16;
    }

    int u24le(long at) throws UndecodableException {
        return u16le(at) | u8(at + 2) << 16;
    }

    /** A 64-bit number that must be a valid offset or count, so that sums of it do not overflow. */
    long u64(long at, boolean big) throws UndecodableException {
        long high = u32(big ? at : at + 4, big);
        long low = u32(big ? at + 4 : at, big);
        if (high > 0) {
            throw new UndecodableException("a 64-bit number is far beyond the end of the file");
        }
        return low;
    }

    /** Whether these ASCII characters are here; false beyond the end. */
    boolean has(long at, String ascii) {
        if (at < 0 || at + ascii.length() > size()) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (data.get((int) at + i) != (byte) ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The bytes of a range, as a view. */
    ByteBuffer slice(long at, long length) throws UndecodableException {
        if (length < 0 || length > Integer.MAX_VALUE) {
            throw outside(at);
        }
        return data.slice(index(at, (int) length), (int) length);
    }

    private int index(long at, int length) throws UndecodableException {
        if (at < 0 || at + length > size()) {
            throw outside(at);
        }
        return (int) at;
    }

    private UndecodableException outside(long at) {
        return new UndecodableException(
                "truncated or broken: byte " + at + " is needed, but the file has " + size() + " bytes");
    }
}
