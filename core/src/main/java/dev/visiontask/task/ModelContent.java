package dev.visiontask.task;

import dev.visiontask.ModelFormatException;
import dev.visiontask.ModelNotFoundException;
import dev.visiontask.backend.ModelFile;
import dev.visiontask.backend.ModelFormat;
import dev.visiontask.content.ContentKind;
import dev.visiontask.content.FileContent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;

/** Looks at the front of a model file before an engine does, which would speak of protobuf, or not survive. */
final class ModelContent {
    private static final int LENGTH_DELIMITED = 2;
    private static final int MORE = 0x80;

    private ModelContent() {}

    /**
     * Checks that the file may be what its name says.
     *
     * @throws ModelFormatException if it is something else; says what, and what to do
     */
    static void check(ModelFile file) {
        try {
            FileContent content = FileContent.of(file.path());
            if (file.format().equals(ModelFormat.ONNX)) {
                if (content.kind() != ContentKind.UNKNOWN) {
                    throw mistaken("an ONNX model", file, content);
                }
                checkLength(file);
            } else if (file.format().equals(ModelFormat.MXNET) && content.kind() != ContentKind.JSON) {
                throw mistaken("an MXNet symbol (JSON)", file, content);
            }
        } catch (IOException failure) {
            throw new ModelNotFoundException(
                    "Expected a readable model file " + file.path() + ", found: " + failure, failure);
        }
    }

    private static ModelFormatException mistaken(String expected, ModelFile file, FileContent content) {
        return new ModelFormatException("Expected " + expected + " in " + file.path() + ", found " + content);
    }

    /**
     * An ONNX model is a list of fields, of which the graph is by far the longest. A download that broke off ends within
     * one whose length says that there is more.
     */
    private static void checkLength(ModelFile file) throws IOException {
        long size = Files.size(file.path());
        long at = 0;
        try (InputStream in = Files.newInputStream(file.path())) {
            while (at < size) {
                long[] field = varint(in);
                at += field[1];
                if ((field[0] & 7) != LENGTH_DELIMITED) {
                    // A number: skip it; anything else is for the engine to judge.
                    long[] value = (field[0] & 7) == 0 ? varint(in) : new long[] {-1, size};
                    at += value[1];
                    continue;
                }
                long[] length = varint(in);
                at += length[1] + length[0];
                if (length[0] < 0 || at > size) {
                    throw new ModelFormatException("Expected a whole ONNX model in " + file.path() + ", found "
                            + size + " bytes of a file whose content says at least " + at
                            + ". The download broke off, or the file is none of ONNX: get it again.");
                }
                in.skipNBytes(length[0]);
            }
        }
    }

    /** A number of protobuf and how many bytes it took. */
    private static long[] varint(InputStream in) throws IOException {
        long value = 0;
        int count = 0;
        int next;
        do {
            next = in.read();
            value |= (long) (next & ~MORE) << (7 * count);
            count++;
        } while (next >= MORE && count < 10);
        return new long[] {next < 0 ? -1 : value, count};
    }
}
