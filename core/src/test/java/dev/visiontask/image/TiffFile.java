package dev.visiontask.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;

/** Writes small TIFFs of any kind for tests: tags, strips or tiles, and the packing. */
final class TiffFile {
    /** How strips are packed. */
    enum Packing {
        NONE(1),
        LZW(5),
        DEFLATE(8),
        PACK_BITS(32773);

        final int number;

        Packing(int number) {
            this.number = number;
        }
    }

    private final ByteOrder order;
    private final Map<Integer, int[]> tags = new TreeMap<>();
    private final List<byte[]> segments = new ArrayList<>();
    private Packing packing = Packing.NONE;

    TiffFile(ByteOrder order, int width, int height, int photometric, int bits, int samples) {
        this.order = order;
        int[] all = new int[samples];
        java.util.Arrays.fill(all, bits);
        with(256, width).with(257, height).with(258, all).with(262, photometric).with(277, samples);
    }

    TiffFile with(int tag, int... values) {
        tags.put(tag, values);
        return this;
    }

    TiffFile packed(Packing how) {
        packing = how;
        return with(259, how.number);
    }

    /** A strip or tile; samples of 16 bits are given whole. */
    TiffFile segment(int bits, int... samples) {
        ByteBuffer out = ByteBuffer.allocate(samples.length * 2 + 1).order(order);
        int held = 0;
        int count = 0;
        for (int sample : samples) {
            if (bits == 16) {
                out.putShort((short) sample);
                continue;
            }
            held = (held << bits) | sample;
            count += bits;
            if (count == 8) {
                out.put((byte) held);
                held = 0;
                count = 0;
            }
        }
        if (count > 0) {
            out.put((byte) (held << (8 - count)));
        }
        byte[] bytes = new byte[out.position()];
        out.get(0, bytes);
        segments.add(pack(bytes));
        return this;
    }

    private byte[] pack(byte[] bytes) {
        return switch (packing) {
            case NONE -> bytes;
            case DEFLATE -> deflate(bytes);
            case PACK_BITS -> packBits(bytes);
            case LZW -> lzw(bytes);
        };
    }

    private static byte[] deflate(byte[] bytes) {
        Deflater deflater = new Deflater();
        deflater.setInput(bytes);
        deflater.finish();
        byte[] out = new byte[bytes.length * 2 + 64];
        int length = deflater.deflate(out);
        deflater.end();
        return java.util.Arrays.copyOf(out, length);
    }

    private static byte[] packBits(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < bytes.length; i += 2) {
            int count = Math.min(2, bytes.length - i);
            out.write(count - 1);
            out.write(bytes, i, count);
        }
        return out.toByteArray();
    }

    /** Codes of 9 bits without a table: it is cleared before it would grow. */
    private static byte[] lzw(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StringBuilder bits = new StringBuilder();
        for (int i = 0; i < bytes.length; i++) {
            bits.append(i % 200 == 0 ? code(256) : "").append(code(bytes[i] & 0xff));
        }
        bits.append(code(257)).append("0".repeat((8 - bits.length() % 8) % 8));
        for (int i = 0; i < bits.length(); i += 8) {
            out.write(Integer.parseInt(bits.substring(i, i + 8), 2));
        }
        return out.toByteArray();
    }

    private static String code(int value) {
        return Integer.toBinaryString(512 | value).substring(1);
    }

    byte[] bytes() {
        boolean tiled = tags.containsKey(322);
        int[] counts = segments.stream().mapToInt(s -> s.length).toArray();
        with(tiled ? 324 : 273, new int[counts.length]);
        tags.putIfAbsent(tiled ? 325 : 279, counts);
        int[] offsets = new int[counts.length];
        int at = 8;
        for (int i = 0; i < counts.length; i++) {
            offsets[i] = at;
            at += counts[i];
        }
        with(tiled ? 324 : 273, offsets);
        return write(at + (at & 1));
    }

    private byte[] write(int directory) {
        int values = directory + 2 + tags.size() * 12 + 4;
        int end = values;
        for (int[] tag : tags.values()) {
            end += tag.length > 1 ? 4 * tag.length : 0;
        }
        ByteBuffer out = ByteBuffer.allocate(end).order(order);
        byte letter = (byte) (order == ByteOrder.BIG_ENDIAN ? 'M' : 'I');
        out.put(letter).put(letter).putShort((short) 42).putInt(directory);
        segments.forEach(out::put);
        out.position(directory);
        out.putShort((short) tags.size());
        int at = values;
        for (Map.Entry<Integer, int[]> tag : tags.entrySet()) {
            int[] numbers = tag.getValue();
            out.putShort((short) (int) tag.getKey()).putShort((short) 4).putInt(numbers.length);
            out.putInt(numbers.length == 1 ? numbers[0] : at);
            for (int i = 0; numbers.length > 1 && i < numbers.length; i++, at += 4) {
                out.putInt(at, numbers[i]);
            }
        }
        return out.array();
    }
}
