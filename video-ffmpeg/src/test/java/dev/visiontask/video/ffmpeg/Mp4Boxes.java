package dev.visiontask.video.ffmpeg;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Changes boxes of mp4 files in memory; sizes of the boxes around and offsets of the data follow. */
final class Mp4Boxes {
    private static final Set<String> PARENTS = Set.of("moov", "trak", "mdia", "minf", "stbl", "edts");
    private static final int HEAD = 8;

    private Mp4Boxes() {}

    /** With the content of each box of a type replaced. */
    static byte[] with(byte[] file, String type, UnaryOperator<byte[]> change) {
        byte[] changed = walk(file, type, change);
        int grown = changed.length - file.length;
        boolean indexFirst = find(file, "moov") < find(file, "mdat");
        return grown == 0 || !indexFirst ? changed : walk(changed, "stco", offsets -> moved(offsets, grown));
    }

    private static int find(byte[] file, String type) {
        return new String(file, StandardCharsets.ISO_8859_1).indexOf(type);
    }

    private static byte[] moved(byte[] offsets, int by) {
        ByteBuffer buffer = ByteBuffer.wrap(offsets.clone());
        for (int i = 0; i < buffer.getInt(4); i++) {
            int at = HEAD + 4 * i;
            buffer.putInt(at, buffer.getInt(at) + by);
        }
        return buffer.array();
    }

    private static byte[] walk(byte[] boxes, String type, UnaryOperator<byte[]> change) {
        byte[] out = new byte[0];
        for (int at = 0; at + HEAD <= boxes.length; ) {
            int length = ByteBuffer.wrap(boxes).getInt(at);
            String name = new String(boxes, at + 4, 4, StandardCharsets.ISO_8859_1);
            byte[] content = Arrays.copyOfRange(boxes, at + HEAD, at + length);
            if (name.equals(type)) {
                content = change.apply(content);
            } else if (PARENTS.contains(name)) {
                content = walk(content, type, change);
            }
            out = joined(out, box(name, content));
            at += length;
        }
        return out;
    }

    private static byte[] box(String name, byte[] content) {
        return ByteBuffer.allocate(HEAD + content.length)
                .putInt(HEAD + content.length)
                .put(name.getBytes(StandardCharsets.ISO_8859_1))
                .put(content)
                .array();
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** With a matrix for the whole track, nine numbers in fixed point. */
    static byte[] withMatrix(byte[] file, int... matrix) {
        return with(file, "tkhd", content -> {
            ByteBuffer buffer = ByteBuffer.wrap(content.clone());
            for (int i = 0; i < matrix.length; i++) {
                buffer.putInt(40 + 4 * i, matrix[i]);
            }
            return buffer.array();
        });
    }

    /**
     * A part of an edit list.
     *
     * @param millis how long it lasts
     * @param start where it begins, in ticks of the track; -1 for nothing at all
     */
    record Edit(int millis, int start) {}

    /** With another edit list; FFmpeg writes one into each mp4, and milliseconds into its head. */
    static byte[] withEdits(byte[] file, Edit... edits) {
        return with(file, "elst", content -> {
            ByteBuffer list =
                    ByteBuffer.allocate(8 + 12 * edits.length).putInt(0).putInt(edits.length);
            List.of(edits)
                    .forEach(edit ->
                            list.putInt(edit.millis()).putInt(edit.start()).putInt(1 << 16));
            return list.array();
        });
    }

    /** With other times to samples: one entry of so many samples of so many ticks. */
    static byte[] withTimes(byte[] file, int samples, int ticks) {
        return with(
                file,
                "stts",
                content -> ByteBuffer.allocate(16)
                        .putInt(0)
                        .putInt(1)
                        .putInt(samples)
                        .putInt(ticks)
                        .array());
    }

    /** The H.264 of an mp4 as a bare stream, with one more unit before the first frame. */
    static byte[] annexB(byte[] file, byte[] first) {
        byte[][] out = {new byte[0]};
        with(file, "stsd", content -> {
            int at = new String(content, StandardCharsets.ISO_8859_1).indexOf("avcC") + 4;
            ByteBuffer config = ByteBuffer.wrap(content).position(at + 6);
            out[0] = joined(out[0], unit(config, Short.toUnsignedInt(config.getShort())));
            config.get();
            out[0] = joined(out[0], unit(config, Short.toUnsignedInt(config.getShort())));
            return content;
        });
        out[0] = joined(out[0], unit(ByteBuffer.wrap(first), first.length));
        with(file, "mdat", content -> {
            ByteBuffer data = ByteBuffer.wrap(content);
            while (data.remaining() > 4) {
                out[0] = joined(out[0], unit(data, data.getInt()));
            }
            return content;
        });
        return out[0];
    }

    private static byte[] unit(ByteBuffer from, int length) {
        byte[] unit = new byte[4 + length];
        unit[3] = 1;
        from.get(unit, 4, length);
        return unit;
    }
}
