package dev.visiontask.video.ffmpeg;

import dev.visiontask.BadInputException;
import dev.visiontask.ImageSize;
import java.nio.ByteBuffer;
import java.util.Set;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * From the decoder's pixels to BGR in memory of the caller, shrunk on the way. Colours as the video says, else the matrix
 * of BT.601, as OpenCV does it. Owns FFmpeg's converter.
 */
final class PixelConverter implements AutoCloseable {
    private static final int PLANES = 4;

    /** Contrast and saturation as they are, in FFmpeg's fixed point. */
    private static final int NEUTRAL = 1 << 16;

    /** Formats that mean the full range by their name; FFmpeg takes gray without a colour for it too. */
    private static final Set<Integer> FULL_RANGE_FORMATS = Set.of(
            avutil.AV_PIX_FMT_GRAY8,
            avutil.AV_PIX_FMT_YA8,
            avutil.AV_PIX_FMT_GRAY9LE,
            avutil.AV_PIX_FMT_GRAY9BE,
            avutil.AV_PIX_FMT_GRAY10LE,
            avutil.AV_PIX_FMT_GRAY10BE,
            avutil.AV_PIX_FMT_GRAY12LE,
            avutil.AV_PIX_FMT_GRAY12BE,
            avutil.AV_PIX_FMT_GRAY14LE,
            avutil.AV_PIX_FMT_GRAY14BE,
            avutil.AV_PIX_FMT_GRAY16LE,
            avutil.AV_PIX_FMT_GRAY16BE,
            avutil.AV_PIX_FMT_YA16LE,
            avutil.AV_PIX_FMT_YA16BE,
            avutil.AV_PIX_FMT_YUVJ420P,
            avutil.AV_PIX_FMT_YUVJ422P,
            avutil.AV_PIX_FMT_YUVJ444P,
            avutil.AV_PIX_FMT_YUVJ440P,
            avutil.AV_PIX_FMT_YUVJ411P);

    private final PointerPointer<BytePointer> planes = new PointerPointer<>(PLANES);
    private final IntPointer strides = new IntPointer(PLANES);
    private @Nullable SwsContext context;

    /** The colours for which the converter is set up. */
    private int colors = -1;

    private int range = -1;

    PixelConverter() {
        for (int i = 0; i < PLANES; i++) {
            planes.put(i, null);
            strides.put(i, 0);
        }
    }

    void convert(AVFrame picture, ImageSize size, ByteBuffer bgr, int rowStride) {
        boolean same = picture.width() == size.width() && picture.height() == size.height();
        long before = context == null ? 0 : context.address();
        SwsContext converter = swscale.sws_getCachedContext(
                context,
                picture.width(),
                picture.height(),
                picture.format(),
                size.width(),
                size.height(),
                avutil.AV_PIX_FMT_BGR24,
                // The bilinear filter averages when it shrinks.
                same ? swscale.SWS_BICUBIC : swscale.SWS_BILINEAR,
                null,
                null,
                (DoublePointer) null);
        // The old one is freed if there is no new one.
        context = converter;
        if (converter == null || converter.isNull()) {
            context = null;
            throw new BadInputException("FFmpeg cannot convert pixels of format " + picture.format() + " and size "
                    + picture.width() + "x" + picture.height() + " to BGR of " + size);
        }
        if (converter.address() != before || picture.colorspace() != colors || picture.color_range() != range) {
            setColors(converter, picture);
        }
        planes.put(0, new BytePointer(bgr));
        strides.put(0, rowStride);
        int rows =
                swscale.sws_scale(converter, picture.data(), picture.linesize(), 0, picture.height(), planes, strides);
        if (rows != size.height()) {
            throw new BadInputException("FFmpeg converted " + rows + " of " + size.height() + " rows");
        }
    }

    private void setColors(SwsContext converter, AVFrame picture) {
        colors = picture.colorspace();
        range = picture.color_range();
        boolean full = range == avutil.AVCOL_RANGE_JPEG
                || (range != avutil.AVCOL_RANGE_MPEG && FULL_RANGE_FORMATS.contains(picture.format()));
        int matrix = colors == avutil.AVCOL_SPC_UNSPECIFIED ? swscale.SWS_CS_DEFAULT : colors;
        swscale.sws_setColorspaceDetails(
                converter,
                swscale.sws_getCoefficients(matrix),
                full ? 1 : 0,
                swscale.sws_getCoefficients(swscale.SWS_CS_DEFAULT),
                0,
                0,
                NEUTRAL,
                NEUTRAL);
    }

    @Override
    public void close() {
        if (context != null) {
            swscale.sws_freeContext(context);
            context = null;
        }
        planes.close();
        strides.close();
    }
}
