package dev.visiontask.backend.onnxruntime;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The names of the files that an ONNX model keeps tensors in, wherever in the model they are: a tensor of {@code onnx.proto}
 * has an entry with the key {@code location} (field 1) and the name (field 2). The bytes of such an entry are looked for
 * instead of reading the whole message: what is no such entry names no file and does no harm.
 */
final class ExternalWeights {
    private static final byte[] ENTRY = "\n\blocation\u0012".getBytes(StandardCharsets.ISO_8859_1);
    private static final int MOST_NAME = 4096;
    private static final int CHUNK = 1 << 16;

    private final Set<String> names = new LinkedHashSet<>();
    private final byte[] name = new byte[MOST_NAME];
    private int matched;
    private int lengthBits;
    private int length;
    private int read;

    private ExternalWeights() {}

    /** Reads a model to its end. */
    static Set<String> names(InputStream model) throws IOException {
        ExternalWeights found = new ExternalWeights();
        byte[] chunk = new byte[CHUNK];
        for (int count = model.read(chunk); count >= 0; count = model.read(chunk)) {
            for (int i = 0; i < count; i++) {
                found.accept(chunk[i]);
            }
        }
        return found.names;
    }

    private void accept(byte next) {
        if (matched < ENTRY.length) {
            // The first byte comes in the entry once only, so that a failed match begins anew here at the earliest.
            matched = next == ENTRY[matched] ? matched + 1 : next == ENTRY[0] ? 1 : 0;
        } else if (lengthBits >= 0) {
            length |= (next & 0x7f) << lengthBits;
            lengthBits = next < 0 ? lengthBits + 7 : -1;
            if (lengthBits > 14 || length > MOST_NAME || (lengthBits < 0 && length == 0)) {
                reset();
            }
        } else {
            name[read++] = next;
            if (read == length) {
                names.add(new String(Arrays.copyOf(name, read), StandardCharsets.UTF_8));
                reset();
            }
        }
    }

    private void reset() {
        matched = 0;
        lengthBits = 0;
        length = 0;
        read = 0;
    }
}
