package dev.visiontask.benchmarks;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameGrabber;
import org.bytedeco.javacv.Java2DFrameConverter;

/** How Java programs read videos today: JavaCV's grabber, a BufferedImage, and Java2D to make it smaller. */
final class JavaCvPeer implements AutoCloseable {
    private final Path video;
    private final Java2DFrameConverter converter = new Java2DFrameConverter();
    private final int size;
    private final boolean grabberScales;
    private FFmpegFrameGrabber grabber;

    /**
     * Opens a video.
     *
     * @param size of both edges, by Java2D's bilinear filter; 0 for the size of the video
     * @param grabberScales whether the grabber makes the frames smaller, in place of Java2D
     */
    static JavaCvPeer open(Path video, int size, boolean grabberScales) throws FrameGrabber.Exception {
        return new JavaCvPeer(video, size, grabberScales);
    }

    private JavaCvPeer(Path video, int size, boolean grabberScales) throws FrameGrabber.Exception {
        this.video = video;
        this.size = size;
        this.grabberScales = grabberScales;
        this.grabber = start();
    }

    private FFmpegFrameGrabber start() throws FrameGrabber.Exception {
        FFmpegFrameGrabber started = new FFmpegFrameGrabber(video.toFile());
        if (grabberScales && size > 0) {
            started.setImageWidth(size);
            started.setImageHeight(size);
        }
        started.start();
        return started;
    }

    /** The next frame; after the last one the first one again. The picture is the converter's own at full size. */
    BufferedImage next() throws FrameGrabber.Exception {
        Frame frame = grabber.grabImage();
        if (frame == null) {
            grabber.close();
            grabber = start();
            frame = grabber.grabImage();
        }
        BufferedImage full = converter.convert(frame);
        return size == 0 || grabberScales ? full : scaled(full);
    }

    private BufferedImage scaled(BufferedImage full) {
        BufferedImage small = new BufferedImage(size, size, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = small.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(full, 0, 0, size, size, null);
        graphics.dispose();
        return small;
    }

    @Override
    public void close() throws FrameGrabber.Exception {
        grabber.close();
        converter.close();
    }
}
