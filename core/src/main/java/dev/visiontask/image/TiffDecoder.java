package dev.visiontask.image;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.opencv.core.Mat;

/**
 * Decodes the first page of a TIFF as Pillow does: strips and tiles, interleaved or not, of unsigned samples. libtiff's own
 * way to 8 bits, which OpenCV uses, multiplies colours by alpha and gives black for what it cannot read.
 */
final class TiffDecoder implements ImageDecoder {
    private static final int DIFFERENCES = 2;

    @Override
    public String name() {
        return "tiff";
    }

    @Override
    public boolean supports(ImageFormat format) {
        return format == ImageFormat.TIFF;
    }

    @Override
    public Pixels decode(ByteBuffer encoded, ImageHeader header, DecodeRequest request) throws UndecodableException {
        TiffSegments segments = TiffSegments.read(TiffDirectory.read(new Bytes(encoded)));
        TiffImages images = images(segments);
        if (images != null) {
            return BgrCanvas.paint(segments.width(), segments.height(), images::paint);
        }
        TiffColors colors = TiffColors.of(segments);
        boolean predicted = isPredicted(segments);
        return BgrCanvas.paint(
                segments.width(), segments.height(), mat -> new Painter(segments, colors, predicted, mat).paint());
    }

    private static @Nullable TiffImages images(TiffSegments segments) throws UndecodableException {
        boolean jpeg = segments.compression() == TiffCompression.JPEG;
        if (jpeg && TiffJpeg.isFor(segments)) {
            return TiffJpeg.of(segments);
        }
        boolean copied = jpeg || TiffCompression.isFax(segments.compression()) || TiffCopy.isFor(segments);
        return copied ? TiffCopy.of(segments) : null;
    }

    private static boolean isPredicted(TiffSegments segments) throws UndecodableException {
        long predictor = segments.directory().value(TiffDirectory.PREDICTOR, 1);
        boolean none = predictor == 1 || segments.compression() == TiffSegments.UNCOMPRESSED;
        if (!none && (predictor != DIFFERENCES || segments.bits() < 8)) {
            throw new UndecodableException("expected the predictor 1, or 2 with samples of 8 or 16 bits, found "
                    + predictor + " with " + segments.bits());
        }
        return !none;
    }

    private static final class Painter {
        private final TiffSegments segments;
        private final TiffColors colors;
        private final TiffSamples samples;
        private final Mat mat;
        private final byte[] row;
        private final byte[][] planes;

        Painter(TiffSegments segments, TiffColors colors, boolean predicted, Mat mat) {
            this.segments = segments;
            this.colors = colors;
            this.mat = mat;
            boolean interleaved = segments.planes() == 1;
            int perPixel = interleaved ? segments.samples() : 1;
            samples = new TiffSamples(
                    segments.bits(), perPixel, predicted, segments.directory().isBigEndian());
            row = new byte[segments.rowBytes()];
            planes = new byte[interleaved ? 1 : colors.count()][segments.segmentWidth() * perPixel];
        }

        void paint() throws UndecodableException {
            for (int down = 0; down < segments.down(); down++) {
                for (int across = 0; across < segments.across(); across++) {
                    paintSegment(down, across);
                }
            }
        }

        private void paintSegment(int down, int across) throws UndecodableException {
            long index = (long) down * segments.across() + across;
            long perPlane = (long) segments.across() * segments.down();
            TiffData[] data = new TiffData[planes.length];
            try {
                for (int plane = 0; plane < planes.length; plane++) {
                    data[plane] = TiffCompression.open(segments, index + plane * perPlane);
                }
                paintRows(data, down * segments.segmentHeight(), across * segments.segmentWidth());
            } finally {
                for (TiffData opened : data) {
                    if (opened != null) {
                        opened.close();
                    }
                }
            }
        }

        private void paintRows(TiffData[] data, int top, int left) throws UndecodableException {
            int rows = Math.min(segments.segmentHeight(), segments.height() - top);
            byte[] bgr = new byte[3 * Math.min(segments.segmentWidth(), segments.width() - left)];
            for (int y = top; y < top + rows; y++) {
                for (int plane = 0; plane < planes.length; plane++) {
                    data[plane].read(row);
                    samples.unpack(row, planes[plane]);
                }
                colors.convert(planes, bgr);
                mat.put(y, left, bgr);
            }
        }
    }
}
