package dev.visiontask.video.ffmpeg;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A small MPEG transport stream of H.264, ISO/IEC 13818-1: one program, one stream, a PES packet for each frame. */
final class TransportStream {
    /** Ticks of the clock of 90 kHz, which runs over after so many. */
    static final long WRAP = 1L << 33;

    private static final int PACKET = 188;
    private static final int TABLE_PID = 0x100;
    private static final int VIDEO_PID = 0x101;
    private static final int NULL_PID = 0x1fff;

    /** Empty packets at the end: FFmpeg recognises the format by how many packets there are. */
    private static final int FILLING = 50;

    private static final int H264 = 0x1b;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final int[] counters = new int[1 << 13];

    private TransportStream() {}

    /** A stream of frames, each of its units, with times that begin at a tick and go on by steps. */
    static byte[] of(List<byte[]> pictures, long first, long step) {
        TransportStream stream = new TransportStream();
        stream.table(0, new byte[] {0, (byte) 0xb0, 13, 0, 1, (byte) 0xc1, 0, 0, 0, 1, (byte) 0xe1, 0});
        stream.table(TABLE_PID, new byte[] {
            2,
            (byte) 0xb0,
            18,
            0,
            1,
            (byte) 0xc1,
            0,
            0,
            (byte) 0xe1,
            1,
            (byte) 0xf0,
            0,
            H264,
            (byte) 0xe1,
            1,
            (byte) 0xf0,
            0
        });
        for (int i = 0; i < pictures.size(); i++) {
            stream.picture(pictures.get(i), (first + i * step) % WRAP);
        }
        for (int i = 0; i < FILLING; i++) {
            stream.packet(NULL_PID, false, new byte[PACKET - 4], 0, PACKET - 4);
        }
        return stream.out.toByteArray();
    }

    /** The frames of an H.264 stream with start codes; what comes before a frame belongs to it. */
    static List<byte[]> pictures(byte[] annexB) {
        List<byte[]> pictures = new ArrayList<>();
        int begin = 0;
        boolean complete = false;
        for (int at = 0; at + 4 < annexB.length; at++) {
            if (annexB[at] == 0 && annexB[at + 1] == 0 && annexB[at + 2] == 0 && annexB[at + 3] == 1) {
                if (complete) {
                    pictures.add(Arrays.copyOfRange(annexB, begin, at));
                    begin = at;
                }
                int type = annexB[at + 4] & 0x1f;
                complete = type == 1 || type == 5;
            }
        }
        pictures.add(Arrays.copyOfRange(annexB, begin, annexB.length));
        return pictures;
    }

    private void table(int pid, byte[] section) {
        ByteBuffer data = ByteBuffer.allocate(PACKET - 4);
        data.put((byte) 0).put(section).putInt(crc(section));
        Arrays.fill(data.array(), data.position(), data.capacity(), (byte) 0xff);
        packet(pid, true, data.array(), 0, data.capacity());
    }

    private static int crc(byte[] bytes) {
        int crc = -1;
        for (byte value : bytes) {
            crc ^= value << 24;
            for (int bit = 0; bit < 8; bit++) {
                crc = crc < 0 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
            }
        }
        return crc;
    }

    private void picture(byte[] units, long time) {
        ByteBuffer pes = ByteBuffer.allocate(units.length + 20);
        pes.put(new byte[] {0, 0, 1, (byte) 0xe0, 0, 0, (byte) 0x84, (byte) 0x80, 5});
        pes.put((byte) (0x21 | ((time >> 29) & 0xe)));
        pes.putShort((short) ((time >> 14) | 1)).putShort((short) ((time << 1) | 1));
        // An access unit delimiter, as transport streams have it.
        pes.put(new byte[] {0, 0, 0, 1, 9, (byte) 0xf0}).put(units);
        for (int at = 0; at < pes.capacity(); at += PACKET - 4) {
            packet(VIDEO_PID, at == 0, pes.array(), at, Math.min(PACKET - 4, pes.capacity() - at));
        }
    }

    private void packet(int pid, boolean begins, byte[] data, int from, int length) {
        int stuffing = PACKET - 4 - length;
        out.write(0x47);
        out.write((begins ? 0x40 : 0) | (pid >> 8));
        out.write(pid);
        out.write((stuffing > 0 ? 0x30 : 0x10) | (counters[pid]++ & 0xf));
        if (stuffing > 0) {
            out.write(stuffing - 1);
            for (int i = 1; i < stuffing; i++) {
                out.write(i == 1 ? 0 : 0xff);
            }
        }
        out.write(data, from, length);
    }
}
