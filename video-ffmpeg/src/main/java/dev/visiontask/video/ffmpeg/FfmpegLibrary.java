package dev.visiontask.video.ffmpeg;

import dev.visiontask.BackendNotFoundException;
import dev.visiontask.internal.NativeFailure;
import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avdevice;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;

/** The one place where FFmpeg's native libraries are loaded. */
final class FfmpegLibrary {
    private static final String PHYSICAL_LIMIT = "org.bytedeco.javacpp.maxPhysicalBytes";
    private static final int EAGAIN_MACOS = -35;
    private static final int EAGAIN = -11;
    private static final int MESSAGE_BYTES = 256;

    private FfmpegLibrary() {}

    /**
     * Loads the libraries on the first call; later calls do nothing.
     *
     * @throws BackendNotFoundException if they do not load here; the message has the reason and what to do
     */
    static void load() {
        if (Holder.FAILURE != null) {
            throw new BackendNotFoundException(Holder.FAILURE);
        }
    }

    /** Loads what cameras need on top, which asks for more libraries of the system. */
    static void loadDevices() {
        load();
        try {
            Loader.load(avdevice.class);
            avdevice.avdevice_register_all();
        } catch (LinkageError | RuntimeException e) {
            throw new BackendNotFoundException(
                    "FFmpeg's library for cameras does not load here: " + NativeFailure.reason(e)
                            + ". On Linux it needs libxcb, libxcb-shm, libasound and libpulse of the system.",
                    e);
        }
    }

    /** FFmpeg's words for an error code. */
    static String message(int code) {
        byte[] text = new byte[MESSAGE_BYTES];
        avutil.av_strerror(code, text, text.length);
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        return new String(text, 0, end, StandardCharsets.UTF_8);
    }

    /** Whether a code says that the decoder wants more data, or its pictures taken, first. */
    static boolean isAgain(int code) {
        return code == Holder.AGAIN;
    }

    private static final class Holder {
        static final @Nullable String FAILURE = tryLoad();
        static final int AGAIN = FAILURE == null && Loader.getPlatform().startsWith("macosx") ? EAGAIN_MACOS : EAGAIN;

        private static @Nullable String tryLoad() {
            // The binding would refuse memory once the process has four times its heap, which an engine may well take.
            if (System.getProperty(PHYSICAL_LIMIT) == null) {
                System.setProperty(PHYSICAL_LIMIT, "0");
            }
            try {
                Loader.load(avutil.class);
                Loader.load(avcodec.class);
                Loader.load(avformat.class);
                Loader.load(swscale.class);
                avutil.av_log_set_level(avutil.AV_LOG_QUIET);
                return null;
            } catch (LinkageError | RuntimeException e) {
                String platform = Loader.getPlatform();
                return "FFmpeg's native libraries do not load on " + platform + ": " + NativeFailure.reason(e)
                        + ". Expected org.bytedeco:ffmpeg and org.bytedeco:javacpp with the classifier " + platform
                        + " on the class path (with Maven they come with dev.visiontask:visiontask-video-ffmpeg), on"
                        + " Linux with glibc 2.35 or newer, and a folder for them that may hold executable code"
                        + " (-Dorg.bytedeco.javacpp.cachedir, by default ~/.javacpp/cache).";
            }
        }
    }
}
