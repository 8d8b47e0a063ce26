package dev.visiontask.video.ffmpeg;

import dev.visiontask.video.FrameOptions;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/**
 * The timestamps of all packets of a video, in the order of showing, so that an index is a place in time and the other
 * way round. Made only when a caller seeks; reading the packets without decoding takes a small part of the time.
 */
final class PacketIndex {
    private static final int INITIAL = 1024;
    private static final int VP8_SHOWN = 0x10;

    private long[] shown = new long[INITIAL];
    private int count;
    private long[] keys = new long[INITIAL];
    private int keyCount;

    private PacketIndex() {}

    /**
     * Null if the packets do not say when they are shown, or two at the same time, or begin without a key frame.
     *
     * @param cancelled whether to give up
     */
    static @Nullable PacketIndex read(Address address, FrameOptions options, BooleanSupplier cancelled) {
        PacketIndex index = new PacketIndex();
        try (Demuxer demuxer = Demuxer.open(address, options, false, cancelled)) {
            boolean vp8 = demuxer.stream().codecpar().codec_id() == avcodec.AV_CODEC_ID_VP8;
            for (AVPacket packet = demuxer.read(); packet != null; packet = demuxer.read()) {
                // A recording may begin in the middle: what comes before its first key frame may never become a
                // frame.
                boolean whole = index.keyCount > 0 || (packet.flags() & avcodec.AV_PKT_FLAG_KEY) != 0;
                boolean timed = whole && packet.pts() != avutil.AV_NOPTS_VALUE;
                if (timed) {
                    index.add(packet, vp8);
                }
                demuxer.release();
                if (!timed) {
                    return null;
                }
            }
        }
        return index.sorted() ? index : null;
    }

    private void add(AVPacket packet, boolean vp8) {
        boolean discarded = (packet.flags() & avcodec.AV_PKT_FLAG_DISCARD) != 0;
        boolean hidden = vp8 && packet.size() > 0 && (packet.data().get() & VP8_SHOWN) == 0;
        if (discarded || hidden) {
            return;
        }
        if (count == shown.length) {
            shown = Arrays.copyOf(shown, count * 2);
        }
        shown[count++] = packet.pts();
        if ((packet.flags() & avcodec.AV_PKT_FLAG_KEY) != 0) {
            if (keyCount == keys.length) {
                keys = Arrays.copyOf(keys, keyCount * 2);
            }
            keys[keyCount++] = packet.pts();
        }
    }

    private boolean sorted() {
        shown = Arrays.copyOf(shown, count);
        keys = Arrays.copyOf(keys, keyCount);
        Arrays.sort(shown);
        Arrays.sort(keys);
        for (int i = 1; i < count; i++) {
            if (shown[i] == shown[i - 1]) {
                return false;
            }
        }
        return count > 0;
    }

    int count() {
        return count;
    }

    /** The index of the picture that is shown at this timestamp, or -1. */
    int indexOf(long timestamp) {
        return Math.max(-1, Arrays.binarySearch(shown, timestamp));
    }

    /** The index of the first picture at or after a time; {@link #count()} if there is none. */
    int firstAtOrAfter(Duration time, Clock clock) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (clock.time(shown[middle]).compareTo(time) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The timestamp of the last key frame at or before a picture, or null if there is none. */
    @Nullable
    Long keyFor(int index) {
        int found = Arrays.binarySearch(keys, shown[index]);
        int key = found >= 0 ? found : -found - 2;
        return key < 0 ? null : keys[key];
    }
}
