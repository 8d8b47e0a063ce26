package dev.visiontask.image;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.visiontask.BadInputException;
import dev.visiontask.ImageSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that are named as images and are something else. */
class NotAnImageTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "version https://git-lfs.github.com/spec/v1\\noid sha256:00\\nsize 9\\n | Git LFS pointer | git lfs pull",
                "<!DOCTYPE html><html><head><title>Sign in</title></head></html> | web page | Sign in",
                "<?xml version='1.0'?><Error><Code>AccessDenied</Code></Error> | XML | download the file again",
                "<?xml version='1.0'?><svg width='9'/> | SVG | save it as PNG or JPEG",
                "{\"error\": \"not found\"} | JSON | download the file again",
                "%PDF-1.7\\n | PDF | Save its pages as images",
                "PK\\3\\4\\24\\0\\0\\0\\0\\0 | ZIP archive | Unpack it",
                "\\0\\0\\0\\40ftypisom\\0\\0\\2\\0isomiso2 | video | Frames.open",
                "\\0\\0\\0\\40ftypavif\\0\\0\\0\\0 | (AVIF) | save it as PNG or JPEG",
                "\\0\\0\\0\\40ftypheic\\0\\0\\0\\0 | (HEIF) | save it as PNG or JPEG",
                "8BPS\\0\\1 | (PSD) | save it as PNG or JPEG",
                "\\1\\2\\3\\4\\5\\6\\7\\10 | starts with bytes 01 02 03 04 | expected one of JPEG",
                "'' | no bytes | expected a picture"
            })
    void read_saysWhatTheFileIsAndWhatToDo(String content, String found, String advice) throws IOException {
        Path file = Files.write(
                folder.resolve("cat.jpg"), content.translateEscapes().getBytes(StandardCharsets.ISO_8859_1));
        try (ImageReader reader = new ImageReader(ReadOptions.DEFAULT)) {
            assertThatExceptionOfType(BadInputException.class)
                    .isThrownBy(() -> reader.read(ImageSource.of(file)))
                    .withMessageContaining("cat.jpg")
                    .withMessageContaining(found)
                    .withMessageContaining(advice);
        }
    }
}
