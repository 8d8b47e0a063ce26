package dev.visiontask.image;

import dev.visiontask.PixelFormat;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * Decodes the first frame of a GIF onto its canvas. What the frame does not cover has the transparent colour, or the
 * first one if there is none; transparency is dropped.
 */
final class GifDecoder implements ImageDecoder {
    /** Start and distance of the rows in the four passes of an interlaced picture. */
    private static final int[][] PASSES = {{0, 8}, {4, 8}, {2, 4}, {1, 2}};

    @Override
    public String name() {
        return "gif";
    }

    @Override
    public boolean supports(ImageFormat format) {
        return format == ImageFormat.GIF;
    }

    @Override
    public Pixels decode(ByteBuffer encoded, ImageHeader header, DecodeRequest request) throws UndecodableException {
        OpenCvLibrary.load();
        Bytes in = new Bytes(encoded);
        GifHeader gif = GifHeader.read(in);
        byte[] palette = palette(in, gif);
        Mat mat = new Mat(gif.height(), gif.width(), CvType.CV_8UC3);
        boolean done = false;
        try {
            paint(new GifLzw(in, gif.data()), gif, palette, mat);
            done = true;
        } finally {
            if (!done) {
                mat.release();
            }
        }
        return new MatPixels(mat, PixelFormat.BGR);
    }

    /** 256 colours, blue first. */
    private static byte[] palette(Bytes in, GifHeader gif) throws UndecodableException {
        byte[] bgr = new byte[256 * 3];
        for (int i = 0; i < (gif.palette() < 0 ? 256 : gif.colors()); i++) {
            for (int channel = 0; channel < 3; channel++) {
                int value = gif.palette() < 0 ? i : in.u8(gif.palette() + 3L * i + 2 - channel);
                bgr[3 * i + channel] = (byte) value;
            }
        }
        return bgr;
    }

    private static void paint(GifLzw lzw, GifHeader gif, byte[] palette, Mat mat) throws UndecodableException {
        byte[] indexes = new byte[gif.frameWidth()];
        byte[] row = new byte[gif.width() * 3];
        int background = Math.max(0, gif.transparent());
        for (int x = 0; x < gif.width(); x++) {
            System.arraycopy(palette, 3 * background, row, 3 * x, 3);
        }
        for (int y = 0; y < gif.height(); y++) {
            mat.put(y, 0, row);
        }
        int[][] passes = gif.interlaced() ? PASSES : new int[][] {{0, 1}};
        for (int[] pass : passes) {
            for (int y = pass[0]; y < gif.frameHeight(); y += pass[1]) {
                int count = lzw.read(indexes);
                Arrays.fill(indexes, count, indexes.length, (byte) background);
                for (int x = 0; x < indexes.length; x++) {
                    System.arraycopy(palette, 3 * (indexes[x] & 0xff), row, 3 * (gif.left() + x), 3);
                }
                mat.put(gif.top() + y, 0, row);
            }
        }
    }
}
