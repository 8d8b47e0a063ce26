package dev.visiontask.video.ffmpeg;

import dev.visiontask.ImageSize;
import dev.visiontask.OutputException;
import dev.visiontask.image.BgrSamples;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

/** From BGR to the encoder's planes, by the matrix and range that the video will name. Owns FFmpeg's converter. */
final class YuvConverter implements AutoCloseable {
    private static final int PLANES = 4;
    private static final int NEUTRAL = 1 << 16;

    private final PointerPointer<BytePointer> planes = new PointerPointer<>(PLANES);
    private final IntPointer strides = new IntPointer(PLANES);
    private final SwsContext context;
    private boolean closed;

    /**
     * A converter of pictures of one size.
     *
     * @param matrix FFmpeg's number of the matrix
     * @param full whether samples take the whole range of 0 to 255
     */
    YuvConverter(ImageSize size, int format, int matrix, boolean full) {
        for (int i = 0; i < PLANES; i++) {
            planes.put(i, null);
            strides.put(i, 0);
        }
        context = swscale.sws_getContext(
                size.width(),
                size.height(),
                avutil.AV_PIX_FMT_BGR24,
                size.width(),
                size.height(),
                format,
                swscale.SWS_BILINEAR | swscale.SWS_ACCURATE_RND,
                null,
                null,
                (DoublePointer) null);
        if (context == null || context.isNull()) {
            planes.close();
            strides.close();
            throw new OutputException("FFmpeg cannot convert BGR pictures of " + size + " for its encoder");
        }
        IntPointer coefficients = swscale.sws_getCoefficients(matrix);
        swscale.sws_setColorspaceDetails(context, coefficients, 1, coefficients, full ? 1 : 0, 0, NEUTRAL, NEUTRAL);
    }

    void convert(BgrSamples samples, AVFrame picture) {
        planes.put(0, new BytePointer(samples.data()));
        strides.put(0, samples.rowStride());
        int rows = swscale.sws_scale(
                context, planes, strides, 0, samples.size().height(), picture.data(), picture.linesize());
        if (rows != samples.size().height()) {
            throw new OutputException(
                    "FFmpeg converted " + rows + " of " + samples.size().height() + " rows");
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            swscale.sws_freeContext(context);
            planes.close();
            strides.close();
        }
    }
}
