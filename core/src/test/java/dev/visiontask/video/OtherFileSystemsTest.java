package dev.visiontask.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.visiontask.BadInputException;
import dev.visiontask.ImageSize;
import dev.visiontask.ImageSource;
import dev.visiontask.OutputException;
import dev.visiontask.image.DecodedImage;
import dev.visiontask.image.ImageReader;
import dev.visiontask.image.ReadOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
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
import org.junit.jupiter.params.provider.EnumSource;

/** Images and videos in archives and in memory: the same as on the disk, and nothing left in the temporary folder. */
class OtherFileSystemsTest {
    private static final int COUNT = 12;
    private static final String TEMPORARY = "java.io.tmpdir";

    @TempDir
    Path folder;

    private final String before = System.getProperty(TEMPORARY);
    private Path temporary = Path.of("");

    @BeforeEach
    void prepare() throws IOException {
        // Loads the native library from where it usually lies.
        readGray(Files.write(folder.resolve("first.jpg"), TestAvi.jpeg(1)));
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

    enum Place {
        ZIP {
            @Override
            FileSystem open(Path folder) throws IOException {
                return FileSystems.newFileSystem(folder.resolve("data.zip"), Map.of("create", "true"));
            }
        },
        JAR {
            @Override
            FileSystem open(Path folder) throws IOException {
                URI jar = URI.create("jar:" + folder.resolve("app.jar").toUri());
                return FileSystems.newFileSystem(jar, Map.of("create", "true"));
            }
        },
        MEMORY {
            @Override
            FileSystem open(Path folder) {
                return Jimfs.newFileSystem(Configuration.unix());
            }
        },
        WINDOWS {
            @Override
            FileSystem open(Path folder) {
                return Jimfs.newFileSystem(Configuration.windows());
            }
        },
        CHANNELS_OF_BYTES_ONLY {
            @Override
            FileSystem open(Path folder) {
                return Jimfs.newFileSystem(
                        Configuration.unix().toBuilder().setSupportedFeatures().build());
            }
        };

        abstract FileSystem open(Path folder) throws IOException;

        Path in(FileSystem system) throws IOException {
            Path root = system.getRootDirectories().iterator().next();
            return Files.createDirectories(root.resolve("a folder"));
        }
    }

    private static int readGray(Path file) {
        try (ImageReader reader = new ImageReader(ReadOptions.DEFAULT);
                DecodedImage image = reader.read(ImageSource.of(file))) {
            return image.pixels().data().get(0) & 0xff;
        }
    }

    private static List<Seen> seen(Path path) {
        try (FrameSource frames = Frames.open(path)) {
            return Seen.all(frames);
        }
    }

    private void writeImages(Path target) throws IOException {
        Files.createDirectories(target);
        for (int i = 0; i < COUNT; i++) {
            Files.write(target.resolve("shot" + i + ".jpg"), TestAvi.jpeg(i));
        }
        Files.writeString(target.resolve("notes.txt"), "no image");
        Files.createDirectories(target.resolve("sub.jpg"));
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void images_areReadWhereTheyAre(Place place) throws IOException {
        writeImages(folder.resolve("disk"));
        try (FileSystem system = place.open(folder)) {
            Path there = place.in(system);
            writeImages(there);

            assertThat(readGray(there.resolve("shot5.jpg")))
                    .isEqualTo(readGray(folder.resolve("disk").resolve("shot5.jpg")));
            assertThat(seen(there)).isEqualTo(seen(folder.resolve("disk"))).hasSize(COUNT);
            assertThat(seen(there.resolve("shot7.jpg"))).hasSize(1);
            if (place != Place.WINDOWS) {
                assertThat(seen(there.resolve("shot1*.jpg")))
                        .isEqualTo(seen(folder.resolve("disk").resolve("shot1*.jpg")))
                        .hasSize(3);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void videos_areReadFromACopyThatGoesWhenTheSourceIsClosed(Place place) throws IOException {
        byte[] avi = new TestAvi().addPictures(COUNT).bytes(1, 25, COUNT);
        Path disk = Files.write(folder.resolve("film.avi"), avi);
        try (FileSystem system = place.open(folder)) {
            Path there = Files.write(place.in(system).resolve("film.avi"), avi);

            assertThat(seen(there)).isEqualTo(seen(disk)).hasSize(COUNT);
            try (FrameSource frames = Frames.open(there)) {
                Files.delete(there);
                assertThat(Seen.all(frames)).hasSize(COUNT);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void videos_areWrittenWholeAndReplaceOlderOnes(Place place) throws IOException {
        try (FileSystem system = place.open(folder)) {
            Path there = Files.writeString(place.in(system).resolve("film.avi"), "an older one");
            write(there, true);
            assertThat(names(there)).containsExactly("film.avi");
            assertThat(seen(there)).hasSize(3);

            byte[] kept = Files.readAllBytes(there);
            write(there, false);
            assertThat(names(there)).containsExactly("film.avi");
            assertThat(Files.readAllBytes(there)).isEqualTo(kept);
        }
    }

    private static void write(Path file, boolean keep) {
        try (FrameWriter writer = Frames.create(file)) {
            for (int i = 0; i < 3; i++) {
                writer.write(FrameWriterTest.gray(32, 24, 50 * i));
            }
            assertThat(writer.size()).isEqualTo(new ImageSize(32, 24));
            if (!keep) {
                writer.discard();
            }
        }
    }

    private static List<String> names(Path file) {
        try (Stream<Path> files = Files.list(file.resolveSibling(""))) {
            return files.map(each -> each.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void open_refusesByNameWhatIsNotThereOrNoVideo(Place place) throws IOException {
        try (FileSystem system = place.open(folder)) {
            Path missing = place.in(system).resolve("missing.avi");
            Path text = Files.writeString(place.in(system).resolve("text.avi"), "hello");
            Path empty = Files.writeString(place.in(system).resolve("empty.avi"), "");

            for (Path each : List.of(missing, text, empty)) {
                assertThatThrownBy(() -> seen(each))
                        .isInstanceOf(BadInputException.class)
                        .hasMessageContaining(each.toString());
            }
            assertThatThrownBy(() -> readGray(missing))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("no such file");
            assertThatThrownBy(
                            () -> Frames.create(missing.resolveSibling("none").resolve("film.avi")))
                    .isInstanceOf(OutputException.class)
                    .hasMessageContaining("film.avi");
        }
    }

    @Test
    void create_refusesAReadOnlyFileSystem() {
        Path modules = Path.of(URI.create("jrt:/java.base"));

        assertThatThrownBy(() -> Frames.create(modules.resolve("film.avi")))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("java.base/film.avi")
                .hasMessageContaining("ReadOnlyFileSystemException");
    }

    @Test
    void open_takesTheUriOfAnArchiveThatIsOpen() throws IOException {
        URI jar = URI.create("jar:" + folder.resolve("app.jar").toUri());
        URI film = URI.create(jar + "!/film.avi");
        assertThatThrownBy(() -> Frames.open(film))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("FileSystems.newFileSystem");
        try (FileSystem system = FileSystems.newFileSystem(jar, Map.of("create", "true"))) {
            Files.write(
                    system.getPath("/film.avi"),
                    new TestAvi().addPictures(COUNT).bytes(1, 25, COUNT));

            try (FrameSource frames = Frames.open(film)) {
                assertThat(Seen.all(frames)).hasSize(COUNT);
            }
        }
    }

    @Test
    void open_saysWhichFolderHasNoRoomForACopy() throws IOException {
        Path file = Files.createFile(temporary.resolveSibling("a file"));
        try (FileSystem system = Place.MEMORY.open(folder)) {
            Path there = Files.write(
                    Place.MEMORY.in(system).resolve("film.avi"),
                    new TestAvi().addPictures(COUNT).bytes(1, 25, COUNT));
            System.setProperty(TEMPORARY, file.resolve("below").toString());

            assertThatThrownBy(() -> Frames.open(there))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("film.avi")
                    .hasMessageContaining(file.resolve("below").toString())
                    .hasMessageContaining("-Djava.io.tmpdir");
            assertThatThrownBy(() -> Frames.create(there.resolveSibling("new.avi")))
                    .isInstanceOf(OutputException.class)
                    .hasMessageContaining("-Djava.io.tmpdir");
            assertThat(names(there)).containsExactly("film.avi");
        }
    }
}
