package dev.visiontask.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.ImageSize;
import dev.visiontask.ImageSource;
import dev.visiontask.OutputException;
import dev.visiontask.PixelFormat;
import dev.visiontask.UnsupportedOptionException;
import dev.visiontask.image.BgrSamples;
import dev.visiontask.image.DecodeRequest;
import dev.visiontask.image.ImageDecoder;
import dev.visiontask.image.ImageFormat;
import dev.visiontask.image.ImageHeader;
import dev.visiontask.image.Pixels;
import dev.visiontask.internal.ServiceFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever of a provider fails, its writer is closed once and no half of a video stays. */
class FrameWriterFaultsTest {
    @TempDir
    Path services;

    @TempDir
    Path folder;

    private ServiceFiles files;

    @BeforeEach
    void open() {
        files = new ServiceFiles(services);
        Faulty.closed = 0;
    }

    @AfterEach
    void close() {
        files.close();
    }

    /** Where it fails, and what is there afterwards. */
    enum Fault {
        OPEN(0, false),
        WRITE(1, false),
        FINISH(1, false),
        CLOSE(1, true),
        WRITE_AND_CLOSE(1, false),
        FINISH_AND_CLOSE(1, false);

        final int closed;
        final boolean keepsTheFile;

        Fault(int closed, boolean keepsTheFile) {
            this.closed = closed;
            this.keepsTheFile = keepsTheFile;
        }

        void at(Fault place) {
            if (name().contains(place.name())) {
                throw new OutputException("made by the test");
            }
        }
    }

    /** A provider that fails where the test says. */
    public static final class Faulty implements VideoWriterProvider, VideoWriter {
        private static Fault fault = Fault.OPEN;
        private static int closed;

        /** For the service loader. */
        public Faulty() {}

        @Override
        public String name() {
            return "faulty";
        }

        @Override
        public Set<String> extensions() {
            return Set.of("fault");
        }

        @Override
        public Set<VideoCodec> codecs(String extension) {
            return Set.of(VideoCodec.AUTO);
        }

        @Override
        public VideoWriter open(Path file, String extension, ImageSize size, WriteOptions options) {
            fault.at(Fault.OPEN);
            return this;
        }

        @Override
        public ImageSize size() {
            return new ImageSize(16, 16);
        }

        @Override
        public String codec() {
            return "none";
        }

        @Override
        public void write(BgrSamples samples, Duration time) {
            fault.at(Fault.WRITE);
        }

        @Override
        public void finish() {
            fault.at(Fault.FINISH);
        }

        @Override
        public void close() {
            closed++;
            fault.at(Fault.CLOSE);
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void close_closesTheWriterAndLeavesNoPart(Fault fault) throws IOException {
        files.with(VideoWriterProvider.class, Faulty.class.getName());
        Faulty.fault = fault;
        ImageSource black = ImageSource.ofPixels(ByteBuffer.allocate(3 * 16 * 16), 16, 16, 48, PixelFormat.BGR);

        assertThatThrownBy(() -> {
                    try (FrameWriter writer = Frames.create(folder.resolve("film.fault"))) {
                        writer.write(black);
                    }
                })
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("made by the test");

        assertThat(Faulty.closed).isEqualTo(fault.closed);
        assertThat(written()).isEqualTo(fault.keepsTheFile ? List.of("film.fault") : List.of());
    }

    /** A decoder of JPEG. */
    public static class First implements ImageDecoder {
        /** For the service loader. */
        public First() {}

        @Override
        public String name() {
            return "first";
        }

        @Override
        public boolean supports(ImageFormat format) {
            return format == ImageFormat.JPEG;
        }

        @Override
        public Pixels decode(ByteBuffer encoded, ImageHeader header, DecodeRequest request) {
            throw new UnsupportedOperationException("only chosen, never called");
        }
    }

    /** Another one. */
    public static final class Second extends First {
        /** For the service loader. */
        public Second() {}

        @Override
        public String name() {
            return "second";
        }
    }

    @Test
    void create_leavesNoFileWhenTheReaderOfImagesCannotBeMade() throws IOException {
        files.with(ImageDecoder.class, First.class.getName(), Second.class.getName());

        assertThatThrownBy(() -> Frames.create(folder.resolve("film.avi")))
                .isInstanceOf(UnsupportedOptionException.class)
                .hasMessageContaining("[first, second]");

        assertThat(written()).isEmpty();
    }

    private List<String> written() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }
}
