package dev.visiontask.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoFilesTest {
    @TempDir
    Path folder;

    private Path file(String name) throws IOException {
        return Files.createFile(folder.resolve(name));
    }

    @Test
    void find_takesTheVideosOfAFolder() throws IOException {
        Path second = file("b.mp4");
        Path first = file("a.AVI");
        file("notes.txt");
        file(".hidden.avi");

        assertThat(VideoFiles.find(folder.toString())).containsExactly(first, second);
    }

    @Test
    void find_takesAFolderOfPicturesAsOneVideo() throws IOException {
        file("1.png");

        assertThat(VideoFiles.find(folder.toString())).containsExactly(folder);
    }

    @Test
    void find_takesFilesAndPatterns() throws IOException {
        Path video = file("a.bin");

        assertThat(VideoFiles.find(video.toString())).containsExactly(video);
        assertThat(VideoFiles.find(folder + "/*.bin")).containsExactly(video);
        assertThatThrownBy(() -> VideoFiles.find(folder.resolve("none.mp4").toString()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("none.mp4");
    }
}
