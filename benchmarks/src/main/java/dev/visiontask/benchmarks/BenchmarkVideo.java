package dev.visiontask.benchmarks;

import dev.visiontask.ImageSize;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.imageio.ImageIO;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.FrameRecorder;
import org.bytedeco.javacv.Java2DFrameConverter;

/**
 * The videos to measure with: a camera that moves over the subject's picture at 30 frames a second, ten seconds, or two
 * of the largest; H.264 with a key frame every two seconds. Each is recorded once, before the first measurement, into the
 * temporary folder.
 */
final class BenchmarkVideo {
    /** How many frames each has, but for 2160p. */
    static final int FRAMES = 300;

    private static final int LARGE_FRAMES = 60;
    private static final int RATE = 30;
    private static final int GOP = 60;

    /** Of the picture's edges, how much the camera sees. */
    private static final double SEEN = 0.7;

    private BenchmarkVideo() {}

    /**
     * The file of a video.
     *
     * @param name {@code 360p}, {@code 1080p}, {@code 2160p}, or the path of a video of one's own
     */
    static Path of(String name) {
        Path path =
                switch (name) {
                    case "360p" -> recorded(new ImageSize(640, 360), FRAMES, 1_000_000);
                    case "1080p" -> recorded(new ImageSize(1920, 1080), FRAMES, 6_000_000);
                    case "2160p" -> recorded(new ImageSize(3840, 2160), LARGE_FRAMES, 20_000_000);
                    default -> Path.of(name);
                };
        try {
            Notes.add("video", path.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return path;
    }

    private static Path recorded(ImageSize size, int frames, int bitrate) {
        Subject subject = Subject.load();
        Path file = Path.of(System.getProperty("java.io.tmpdir"))
                .resolve("visiontask-benchmark-" + subject.name() + "-" + size + "-" + frames + ".mp4");
        if (Files.exists(file)) {
            return file;
        }
        try {
            Path part = Files.createTempFile("visiontask-benchmark", ".mp4");
            record(ImageIO.read(subject.picture().toFile()), part, size, frames, bitrate);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            return file;
        } catch (IOException e) {
            throw new IllegalStateException("The video to measure cannot be recorded: " + e, e);
        }
    }

    private static void record(BufferedImage picture, Path file, ImageSize size, int frames, int bitrate)
            throws FrameRecorder.Exception {
        avutil.av_log_set_level(avutil.AV_LOG_QUIET);
        try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toString(), size.width(), size.height(), 0);
                Java2DFrameConverter converter = new Java2DFrameConverter()) {
            recorder.setFormat("mp4");
            recorder.setVideoCodec(avcodec.AV_CODEC_ID_H264);
            recorder.setPixelFormat(avutil.AV_PIX_FMT_YUV420P);
            recorder.setFrameRate(RATE);
            recorder.setGopSize(GOP);
            recorder.setVideoBitrate(bitrate);
            recorder.start();
            BufferedImage frame = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_3BYTE_BGR);
            for (int i = 0; i < frames; i++) {
                draw(picture, frame, i);
                recorder.record(converter.getFrame(frame));
            }
            recorder.stop();
        }
    }

    /** The part of the picture that the camera sees: it goes round once in the ten seconds. */
    private static void draw(BufferedImage picture, BufferedImage frame, int number) {
        double angle = 2 * Math.PI * number / FRAMES;
        double width = SEEN * picture.getWidth();
        double height = SEEN * picture.getHeight();
        double left = (picture.getWidth() - width) * (1 + Math.cos(angle)) / 2;
        double top = (picture.getHeight() - height) * (1 + Math.sin(angle)) / 2;
        Graphics2D graphics = frame.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.scale(frame.getWidth() / width, frame.getHeight() / height);
        graphics.translate(-left, -top);
        graphics.drawImage(picture, 0, 0, null);
        graphics.dispose();
    }
}
