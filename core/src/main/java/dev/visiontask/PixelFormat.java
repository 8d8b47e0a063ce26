package dev.visiontask;

/** The order of the 8-bit samples of one pixel in memory; 3-channel formats are interleaved. */
public enum PixelFormat {
    /** Blue, green, red: what OpenCV and most cameras give. */
    BGR(3),
    /** Red, green, blue. */
    RGB(3),
    /** One luminance sample. */
    GRAY(1);

    private final int channels;

    PixelFormat(int channels) {
        this.channels = channels;
    }

    /** Samples, and bytes, a pixel. */
    public int channels() {
        return channels;
    }
}
