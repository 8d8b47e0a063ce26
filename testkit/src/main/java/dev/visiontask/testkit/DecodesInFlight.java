package dev.visiontask.testkit;

import dev.visiontask.PixelFormat;
import dev.visiontask.image.DecodeRequest;
import dev.visiontask.image.ImageDecoder;
import dev.visiontask.image.ImageFormat;
import dev.visiontask.image.ImageHeader;
import dev.visiontask.image.Pixels;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;

/**
 * Counts how many images are in memory as pixels at the same time: from the call of a decoder until its pixels are closed.
 * While it is open, a decoder of PNG named {@code counting} is found by the thread that opened it and by threads that it
 * starts. One at a time in a JVM.
 */
public final class DecodesInFlight implements AutoCloseable {
    private static final int LIMIT_SECONDS = 60;
    private static final int LINGER_MILLIS = 2;
    private static final AtomicInteger IN_FLIGHT = new AtomicInteger();
    private static final AtomicInteger MOST = new AtomicInteger();
    private static final AtomicInteger DECODED = new AtomicInteger();
    private static volatile CountDownLatch together = new CountDownLatch(0);

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();
    private final URLClassLoader loader;

    private DecodesInFlight(URLClassLoader loader) {
        this.loader = loader;
        Thread.currentThread().setContextClassLoader(loader);
    }

    /**
     * Begins to count.
     *
     * @param folder for a service file
     * @param together how many images must be in memory at once before the first of them is decoded, so that as many are
     *     there whatever the scheduler does
     */
    public static DecodesInFlight count(Path folder, int together) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(ImageDecoder.class.getName()), Decoder.class.getName());
        IN_FLIGHT.set(0);
        MOST.set(0);
        DECODED.set(0);
        DecodesInFlight.together = new CountDownLatch(together);
        return new DecodesInFlight(new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, Thread.currentThread().getContextClassLoader()));
    }

    /** The images that are in memory now. */
    public int now() {
        return IN_FLIGHT.get();
    }

    /** The most images that were in memory at once. */
    public int most() {
        return MOST.get();
    }

    /** The images that were decoded. */
    public int decoded() {
        return DECODED.get();
    }

    /** A file that the decoder takes. */
    public static byte[] png(int width, int height) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR), "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    @Override
    public void close() {
        Thread.currentThread().setContextClassLoader(before);
        try {
            loader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The decoder. */
    public static final class Decoder implements ImageDecoder {
        /** For the service loader. */
        public Decoder() {}

        @Override
        public String name() {
            return "counting";
        }

        @Override
        public boolean supports(ImageFormat format) {
            return format == ImageFormat.PNG;
        }

        @Override
        public Pixels decode(ByteBuffer encoded, ImageHeader header, DecodeRequest request) {
            MOST.accumulateAndGet(IN_FLIGHT.incrementAndGet(), Math::max);
            DECODED.incrementAndGet();
            together.countDown();
            try {
                if (!together.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                    throw new AssertionError("Expected more images at once, found: " + IN_FLIGHT.get());
                }
                // Time for others to come, if anything lets them.
                Thread.sleep(LINGER_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new Black(header.width(), header.height());
        }
    }

    /** Pixels that count themselves. */
    private static final class Black implements Pixels {
        private final int width;
        private final int height;
        private final AtomicBoolean isClosed = new AtomicBoolean();

        Black(int width, int height) {
            this.width = width;
            this.height = height;
        }

        @Override
        public int width() {
            return width;
        }

        @Override
        public int height() {
            return height;
        }

        @Override
        public PixelFormat format() {
            return PixelFormat.BGR;
        }

        @Override
        public int rowStride() {
            return 3 * width;
        }

        @Override
        public ByteBuffer data() {
            return ByteBuffer.allocate(3 * width * height);
        }

        @Override
        public void close() {
            if (!isClosed.getAndSet(true)) {
                IN_FLIGHT.decrementAndGet();
            }
        }
    }
}
