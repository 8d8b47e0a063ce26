package dev.visiontask.video.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.visiontask.BadInputException;
import dev.visiontask.ImageSize;
import dev.visiontask.OutputException;
import dev.visiontask.video.FrameOptions;
import dev.visiontask.video.FrameSource;
import dev.visiontask.video.FrameWriter;
import dev.visiontask.video.Frames;
import dev.visiontask.video.VideoLocation;
import dev.visiontask.video.WriteOptions;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Videos in archives and in memory: FFmpeg gets a private copy, and never a file that is only called alike. */
class OtherFileSystemsTest {
    private static final int COUNT = 6;
    private static final String TEMPORARY = "java.io.tmpdir";

    @TempDir
    Path folder;

    private final String before = System.getProperty(TEMPORARY);
    private Path temporary = Path.of("");

    @BeforeEach
    void prepare() throws IOException {
        // Loads the native libraries from where they usually lie.
        FfmpegLibrary.load();
        write(folder.resolve("first.mp4"));
        temporary = Files.createDirectory(folder.resolve("temporary"));
        System.setProperty(TEMPORARY, temporary.toString());
    }

    @AfterEach
    void restore() throws IOException {
        System.setProperty(TEMPORARY, before);
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left).as("left in the temporary folder").isEmpty();
        }
    }

    private static void write(Path file) {
        MovingPicture picture = new MovingPicture(64, 48);
        try (FrameWriter writer = Frames.create(file)) {
            for (int i = 0; i < COUNT; i++) {
                writer.write(picture.image(i));
            }
        }
    }

    private static List<Look.Print> prints(Path file) {
        try (FrameSource frames = Frames.open(file)) {
            List<Look.Print> prints = Look.prints(frames);
            // Seeking opens the file again.
            frames.seekFrame(2);
            assertThat(Look.next(frames)).isEqualTo(prints.get(2));
            return prints;
        }
    }

    private FileSystem open(String place) throws IOException {
        return place.equals("zip")
                ? FileSystems.newFileSystem(folder.resolve("a.zip"), Map.of("create", "true"))
                : Jimfs.newFileSystem(
                        Configuration.unix().toBuilder().setSupportedFeatures().build());
    }

    @ParameterizedTest
    @CsvSource({"zip, film.mp4", "memory, film.mp4", "zip, a film.mkv", "memory, film.mov", "memory, film.avi"})
    void videos_areWrittenAndReadAsOnTheDisk(String place, String name) throws IOException {
        Path disk = folder.resolve(name);
        write(disk);
        try (FileSystem system = open(place)) {
            Path written = Files.createDirectories(system.getPath("/films")).resolve("new " + name);
            write(written);
            assertThat(prints(written)).isEqualTo(prints(disk)).hasSize(COUNT);

            // There is a file of this name on the disk, which holds something else.
            Path same = system.getPath(disk.toString());
            Files.createDirectories(same.resolveSibling(""));
            Files.copy(written, same);
            Files.writeString(disk, "something else");
            assertThat(prints(same)).hasSize(COUNT);
        }
    }

    @Test
    void provider_refusesAPathThatItCannotOpenByName() throws IOException {
        try (FileSystem system = open("memory")) {
            Path film = Files.copy(folder.resolve("first.mp4"), system.getPath("/first.mp4"));
            VideoLocation location = new VideoLocation("a film", film, null, null);

            assertThatThrownBy(() -> new FfmpegProvider().open(location, FrameOptions.DEFAULT))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("/first.mp4")
                    .hasMessageContaining("Frames.open");
            assertThatThrownBy(() ->
                            new FfmpegWriterProvider().open(film, "mp4", new ImageSize(64, 48), WriteOptions.DEFAULT))
                    .isInstanceOf(OutputException.class)
                    .hasMessageContaining("Frames.create");
        }
    }
}
