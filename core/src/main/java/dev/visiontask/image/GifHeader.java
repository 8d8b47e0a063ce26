package dev.visiontask.image;

/**
 * The parts of a GIF that its first picture needs, found by walking over all blocks.
 *
 * @param width the canvas, enlarged if the first frame reaches beyond
 * @param height as {@code width}
 * @param left of the first frame on the canvas
 * @param top as {@code left}
 * @param frameWidth of the first frame
 * @param frameHeight of the first frame
 * @param interlaced whether the rows come in four passes
 * @param palette offset of the colours, 3 bytes each, or -1 for none
 * @param colors number of colours
 * @param transparent index of the transparent colour, or -1
 * @param data offset of the compressed picture, which starts with the code size
 * @param announcedPixels the largest frame with its offset
 */
record GifHeader(
        int width,
        int height,
        int left,
        int top,
        int frameWidth,
        int frameHeight,
        boolean interlaced,
        long palette,
        int colors,
        int transparent,
        long data,
        long announcedPixels) {

    static GifHeader read(Bytes in) throws UndecodableException {
        return new Walk(in).run();
    }

    ImageHeader toImageHeader() throws UndecodableException {
        return HeaderReader.header(ImageFormat.GIF, width, height, 1, announcedPixels);
    }

    private static final class Walk {
        private static final int SCREEN_BYTES = 13;
        private static final int TRAILER = 0x3b;
        private static final int EXTENSION = 0x21;
        private static final int GRAPHIC_CONTROL = 0xf9;
        private static final int FRAME = 0x2c;

        private final Bytes in;
        private int transparent = -1;
        private long announced;

        Walk(Bytes in) {
            this.in = in;
        }

        GifHeader run() throws UndecodableException {
            int flags = in.u8(10);
            long at = SCREEN_BYTES + (long) tableBytes(flags);
            GifHeader first = null;
            // A later frame that is cut off does not hurt the first one.
            while (at < in.size() && in.u8(at) != TRAILER && !(first != null && at + 10 > in.size())) {
                int block = in.u8(at);
                if (block == EXTENSION) {
                    at = extension(at);
                } else if (block == FRAME) {
                    GifHeader frame = frame(at, flags);
                    announced = Math.max(announced, (long) frame.width * frame.height);
                    first = first == null ? frame : first;
                    at = skipBlocks(frame.data + 1);
                } else {
                    at++;
                }
            }
            if (first == null) {
                throw new UndecodableException("it has no picture");
            }
            return first.withAnnounced(announced);
        }

        private long extension(long at) throws UndecodableException {
            if (in.u8(at + 1) == GRAPHIC_CONTROL && in.u8(at + 2) >= 4) {
                transparent = (in.u8(at + 3) & 1) != 0 ? in.u8(at + 6) : -1;
            }
            return skipBlocks(at + 2);
        }

        private GifHeader frame(long at, int screenFlags) throws UndecodableException {
            int left = in.u16le(at + 1);
            int top = in.u16le(at + 3);
            int frameWidth = in.u16le(at + 5);
            int frameHeight = in.u16le(at + 7);
            int flags = in.u8(at + 9);
            long data = at + 10 + tableBytes(flags);
            boolean own = (flags & 0x80) != 0;
            int tableFlags = own ? flags : screenFlags;
            boolean any = (tableFlags & 0x80) != 0;
            long palette = any ? (own ? at + 10 : SCREEN_BYTES) : -1;
            if (frameWidth == 0 || frameHeight == 0) {
                throw new UndecodableException("a frame has " + frameWidth + "x" + frameHeight + " pixels");
            }
            return new GifHeader(
                    Math.max(in.u16le(6), left + frameWidth),
                    Math.max(in.u16le(8), top + frameHeight),
                    left,
                    top,
                    frameWidth,
                    frameHeight,
                    (flags & 0x40) != 0,
                    palette,
                    any ? 2 << (tableFlags & 7) : 0,
                    transparent,
                    data,
                    0);
        }

        private static int tableBytes(int flags) {
            return (flags & 0x80) == 0 ? 0 : 3 * (2 << (flags & 7));
        }

        /** Skips sub-blocks, each with its length before it, to after the empty one; or to the end of the file. */
        private long skipBlocks(long start) throws UndecodableException {
            long at = start;
            while (at < in.size()) {
                int length = in.u8(at++);
                if (length == 0) {
                    return at;
                }
                at += length;
            }
            return in.size();
        }
    }

    private GifHeader withAnnounced(long pixels) {
        return new GifHeader(
                width,
                height,
                left,
                top,
                frameWidth,
                frameHeight,
                interlaced,
                palette,
                colors,
                transparent,
                data,
                pixels);
    }
}
