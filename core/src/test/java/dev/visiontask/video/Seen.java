package dev.visiontask.video;

import dev.visiontask.RawFrame;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a test looks at in a frame. */
record Seen(long index, double seconds, int width, int height, int gray) {
    static Seen of(Frame frame) {
        RawFrame image = (RawFrame) frame.image();
        ByteBuffer data = image.data();
        int middle = image.rowStride() * (image.size().height() / 2)
                + 3 * (image.size().width() / 2);
        return new Seen(
                frame.index(),
                frame.time().toNanos() / 1e9,
                image.size().width(),
                image.size().height(),
                data.get(middle) & 0xff);
    }

    static @Nullable Seen next(FrameSource frames) {
        try (Frame frame = frames.next()) {
            return frame == null ? null : of(frame);
        }
    }

    static List<Seen> all(FrameSource frames) {
        List<Seen> seen = new ArrayList<>();
        frames.forEach(frame -> seen.add(of(frame)));
        return seen;
    }

    static List<Long> indexes(FrameSource frames) {
        return all(frames).stream().map(Seen::index).toList();
    }
}
