package dev.visiontask.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MxnetPlatformTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, linux-x86_64",
        "Mac OS X, x86_64, osx-x86_64",
        "Windows 11, amd64, win-x86_64",
    })
    void obstacle_namesTheMissingCoordinate(String os, String arch, String classifier) throws IOException {
        try (URLClassLoader empty = new URLClassLoader(new URL[0], null)) {
            assertThat(MxnetPlatform.of(os, arch, false).obstacle(empty))
                    .contains("ai.djl.mxnet:mxnet-native-mkl:1.9.1:" + classifier)
                    .contains("found: none");
        }
    }

    @Test
    void obstacle_namesTheLibraryOfAnotherPlatform() throws IOException {
        try (URLClassLoader windows = with("classifier=mkl-win-x86_64")) {
            assertThat(MxnetPlatform.of("Linux", "amd64", false).obstacle(windows))
                    .contains("mkl-win-x86_64", "linux-x86_64");
            assertThat(MxnetPlatform.of("Windows 10", "amd64", false).obstacle(windows))
                    .isNull();
        }
    }

    @Test
    void obstacle_isNotFooledByAPlaceholder() throws IOException {
        try (URLClassLoader placeholder = with("placeholder=true\nversion=1.9.1")) {
            assertThat(MxnetPlatform.of("Linux", "amd64", false).obstacle(placeholder))
                    .contains("placeholder");
        }
    }

    @ParameterizedTest
    @CsvSource({"Linux, aarch64", "Mac OS X, aarch64", "FreeBSD, amd64"})
    void obstacle_saysWhereMxnetDoesNotExist(String os, String arch) {
        assertThat(MxnetPlatform.of(os, arch, false).obstacle(getClass().getClassLoader()))
                .contains("x86-64")
                .contains("no native library")
                .contains("onnxruntime");
    }

    @Test
    void obstacle_saysThatMuslDoesNotWork() {
        assertThat(MxnetPlatform.of("Linux", "amd64", true).obstacle(getClass().getClassLoader()))
                .contains("musl")
                .contains("glibc");
    }

    private URLClassLoader with(String properties) throws IOException {
        Path file = folder.resolve("native/lib/mxnet.properties");
        Files.createDirectories(file.getParent());
        Files.writeString(file, properties);
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, null);
    }
}
