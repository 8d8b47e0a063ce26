package dev.visiontask.video.ffmpeg;

import dev.visiontask.video.VideoCodec;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The containers that are written, by the extension of their files. */
enum FileKind {
    MP4("mp4"),
    M4V("mp4"),
    MOV("mov"),
    MKV("matroska"),
    WEBM("webm");

    private static final List<VideoCodec> PREFERRED =
            List.of(VideoCodec.H264, VideoCodec.VP9, VideoCodec.MPEG4, VideoCodec.AV1);

    private final String muxer;

    FileKind(String muxer) {
        this.muxer = muxer;
    }

    static Set<String> extensions() {
        return Arrays.stream(values()).map(FileKind::extension).collect(Collectors.toUnmodifiableSet());
    }

    static FileKind of(String extension) {
        return Arrays.stream(values())
                .filter(kind -> kind.extension().equals(extension))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Expected an extension out of " + extensions() + ", found: " + extension));
    }

    private String extension() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** FFmpeg's name for it. */
    String muxer() {
        return muxer;
    }

    /** Whether its index can be moved to the front, so that players may begin before they have all of it. */
    boolean isIso() {
        return !isCoarse();
    }

    /** Whether times are whole milliseconds. */
    boolean isCoarse() {
        return this == MKV || this == WEBM;
    }

    /** What it may hold. */
    private Set<VideoCodec> allowed() {
        return switch (this) {
            case MP4, M4V -> EnumSet.of(VideoCodec.H264, VideoCodec.VP9, VideoCodec.AV1, VideoCodec.MPEG4);
            case MOV -> EnumSet.of(VideoCodec.H264, VideoCodec.MPEG4, VideoCodec.MJPEG);
            case MKV -> EnumSet.complementOf(EnumSet.of(VideoCodec.AUTO));
            case WEBM -> EnumSet.of(VideoCodec.VP9, VideoCodec.AV1);
        };
    }

    /** What it holds that this build of FFmpeg encodes, and AUTO. */
    Set<VideoCodec> codecs() {
        Set<VideoCodec> there = EnumSet.noneOf(VideoCodec.class);
        allowed().stream().filter(EncoderChoice::isThere).forEach(there::add);
        if (usual().isPresent()) {
            there.add(VideoCodec.AUTO);
        }
        return there;
    }

    /** What AUTO stands for. */
    Optional<VideoCodec> usual() {
        return PREFERRED.stream()
                .filter(codec -> allowed().contains(codec) && EncoderChoice.isThere(codec))
                .findFirst();
    }
}
