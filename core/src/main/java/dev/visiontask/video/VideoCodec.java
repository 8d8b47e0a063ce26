package dev.visiontask.video;

import java.util.Locale;

/** How the pictures of a video that is written are encoded. */
public enum VideoCodec {
    /** What is usual in the container, of what is there. {@link FrameWriter#codec()} tells which. */
    AUTO,
    /** H.264, which everything plays. Width and height become even. */
    H264,
    /** VP9: smaller files, slower. */
    VP9,
    /** AV1: the smallest files, the slowest. */
    AV1,
    /** MPEG-4 Part 2: fast, larger files. */
    MPEG4,
    /** Motion-JPEG: each picture a JPEG of its own. Fast, the largest files. */
    MJPEG;

    /** As in {@link VideoInfo#codec()}: {@code h264}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
