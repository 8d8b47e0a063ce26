package dev.visiontask.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureFilesTest {
    private static final byte[] GIF = "GIF89a\1\0\1\0\0\0\0".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);

    @TempDir
    Path folder;

    @BeforeEach
    void files() throws IOException {
        Files.createDirectories(folder.resolve("sub/deep"));
        for (String empty : List.of("b.JPG", "a.png", "c.heic", "notes.txt", ".d.png", "sub/e.png", "sub/deep/f.jpg")) {
            Files.createFile(folder.resolve(empty));
        }
        Files.write(folder.resolve("nosuffix"), GIF);
    }

    private List<String> find(String input) {
        return PictureFiles.find(folder + "/" + input).stream()
                .map(path -> folder.relativize(path).toString().replace('\\', '/'))
                .toList();
    }

    @Test
    void find_givesPicturesOfFolderByName() {
        assertThat(find("")).containsExactly("a.png", "b.JPG", "c.heic", "nosuffix");
    }

    @Test
    void find_givesFileWhateverItIs() {
        assertThat(find("notes.txt")).containsExactly("notes.txt");
    }

    @Test
    void find_givesExactlyWhatPatternMatches() {
        assertThat(find("*.{png,txt}")).containsExactly(".d.png", "a.png", "notes.txt");
        assertThat(find("*/*.png")).containsExactly("sub/e.png");
        assertThat(find("sub/**")).containsExactly("sub/deep/f.jpg", "sub/e.png");
        assertThat(find("?.[jJ]*")).containsExactly("b.JPG");
    }

    @Test
    void find_givesFileWithGlobCharactersInItsName() throws IOException {
        Files.createFile(folder.resolve("x[1].png"));

        assertThat(find("x[1].png")).containsExactly("x[1].png");
    }

    @Test
    void find_keepsRelativePathsRelative() {
        assertThat(PictureFiles.find("pom.xm[l]")).containsExactly(Path.of("pom.xml"));
        assertThat(PictureFiles.find("./pom.xm?")).containsExactly(Path.of("./pom.xml"));
    }

    @Test
    void find_throwsWhenNothingMatches() {
        for (String nothing : List.of("missing.png", "*.bmp", "sub/deep/none/*.png", "none")) {
            assertThatThrownBy(() -> find(nothing))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining(nothing);
        }
        assertThatThrownBy(() -> find("broken{pattern")).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> PictureFiles.find("")).isInstanceOf(UsageException.class);
    }
}
