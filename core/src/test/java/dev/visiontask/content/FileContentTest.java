package dev.visiontask.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FileContentTest {
    @TempDir
    Path directory;

    static Stream<Arguments> files() throws IOException {
        return Stream.of(
                file(ContentKind.EMPTY, "", ""),
                file(
                        ContentKind.GIT_LFS_POINTER,
                        "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a2146\nsize 102400\n",
                        ""),
                file(ContentKind.GIT_ANNEX_POINTER, "/annex/objects/SHA256E-s31390--f50d7ac4.onnx\n", ""),
                file(
                        ContentKind.WEB_PAGE,
                        "\uFEFF\n<!DOCTYPE html>\n<html><head><title>Sign in\n to it</title>",
                        "Sign in to it"),
                file(ContentKind.WEB_PAGE, "<!-- moved --><HTML><body>404", ""),
                file(ContentKind.WEB_PAGE, "<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"-//W3C\"><html/>", ""),
                file(
                        ContentKind.XML,
                        "<?xml version=\"1.0\"?><Error><Code>NoSuchKey</Code><Message>No key</Message></Error>",
                        "NoSuchKey"),
                file(ContentKind.IMAGE, "<?xml version='1.0'?>\n<svg width='3'/>", "SVG"),
                file(ContentKind.OPENVINO, "<?xml version='1.0'?>\n<net name='a' version='11'><layers>", ""),
                file(
                        ContentKind.JSON,
                        "{\"error\": \"Repository not found\"}",
                        "{\"error\": \"Repository not found\"}"),
                file(ContentKind.JSON, "[\"cat\", \"dog\"]", "[\"cat\", \"dog\"]"),
                file(ContentKind.TEXT, "[\n]\n{\n}\n", "[ ] { }"),
                file(ContentKind.TEXT, "<unk>\ncat\n", "<unk> cat"),
                file(ContentKind.TEXT, "Not Found", "Not Found"),
                latin1(ContentKind.PICKLE, "\u0080\4\u0095\0\0", ""),
                latin1(ContentKind.SAFETENSORS, "\u0010\1\0\0\0\0\0\0{\"a\":{\"dtype\":\"F32\"", ""),
                latin1(ContentKind.HDF5, "\u0089HDF\r\n\u001a\n\0\0", ""),
                latin1(ContentKind.TFLITE, "\34\0\0\0TFL3\24\0", ""),
                latin1(ContentKind.TENSORFLOW, "\n\37\n\5input\22\13Placeholder*\t", ""),
                latin1(ContentKind.TENSORFLOW, "\b\1\22\u0090\3\n\7\22\5serve", ""),
                latin1(ContentKind.IMAGE, "\u00ff\u00d8\u00ff\u00e0\0\20JFIF", "JPEG"),
                latin1(ContentKind.VIDEO, "\0\0\0\40ftypisom\0", "MP4 or QuickTime"),
                latin1(ContentKind.UNKNOWN, "\b\7\22\7pytorch\32\0051.8.0:", ""),
                Arguments.of(ContentKind.ZIP, zip("model.onnx"), ""),
                Arguments.of(ContentKind.PYTORCH, zip("archive/data.pkl"), ""),
                Arguments.of(ContentKind.KERAS, zip("metadata.json"), ""),
                Arguments.of(ContentKind.GZIP, gzip(), ""),
                Arguments.of(ContentKind.TAR, tar(), ""),
                Arguments.of(ContentKind.UTF16_TEXT, "cat\n".getBytes(StandardCharsets.UTF_16), "cat"),
                Arguments.of(ContentKind.UTF16_TEXT, "{\"a\": 1}".getBytes(StandardCharsets.UTF_16LE), "{\"a\": 1}"));
    }

    private static Arguments file(ContentKind kind, String text, String detail) {
        return Arguments.of(kind, text.getBytes(StandardCharsets.UTF_8), detail);
    }

    private static Arguments latin1(ContentKind kind, String text, String detail) {
        return Arguments.of(kind, text.getBytes(StandardCharsets.ISO_8859_1), detail);
    }

    private static byte[] zip(String entry) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(1);
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(1);
        }
        return bytes.toByteArray();
    }

    private static byte[] tar() {
        byte[] bytes = new byte[1024];
        System.arraycopy("model.onnx".getBytes(StandardCharsets.US_ASCII), 0, bytes, 0, 10);
        System.arraycopy("ustar".getBytes(StandardCharsets.US_ASCII), 0, bytes, 257, 5);
        return bytes;
    }

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("files")
    void of_tellsTheKindWhenTheNameSaysAnother(ContentKind kind, byte[] bytes, String detail) throws IOException {
        Path file = Files.write(directory.resolve("model.onnx"), bytes);

        assertThat(FileContent.of(file)).isEqualTo(new FileContent(kind, detail));
    }

    @Test
    void of_leavesTheBufferWhenItLooksAhead() {
        ByteBuffer head = ByteBuffer.wrap(new byte[8000]).position(10);

        assertThat(FileContent.of(head).kind()).isEqualTo(ContentKind.UNKNOWN);
        assertThat(head.position()).isEqualTo(10);
    }

    @Test
    void toString_endsAMessageWhenItIsKnown() {
        ByteBuffer page = ByteBuffer.wrap("<html><title>Sign in</title>".getBytes(StandardCharsets.UTF_8));

        assertThat(FileContent.of(page).toString()).startsWith("a web page (HTML): \"Sign in\". Open it in a browser");
    }

    @Test
    void what_isOneShortLineWhenTheTextIsLong() {
        ByteBuffer text = ByteBuffer.wrap("very \u001b[31m long\n".repeat(500).getBytes(StandardCharsets.UTF_8));

        assertThat(FileContent.of(text).what()).hasSizeLessThan(120).doesNotContain("\n", "\u001b");
    }
}
