package dev.visiontask.content;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells binary files by the bytes at fixed offsets that their formats demand. */
final class Signatures {
    /** Bytes at an offset, written as the Latin-1 characters of the same numbers. */
    private record Signature(ContentKind kind, String detail, int offset, String latin1) {
        boolean matches(String head) {
            return head.startsWith(latin1, offset);
        }
    }

    private static final int MAX_SAFETENSORS_HEADER = 100_000_000;

    /** The order counts where one begins like another. */
    private static final List<Signature> ALL = List.of(
            of(ContentKind.GZIP, "", "\u001f\u008b"),
            of(ContentKind.TAR, "", 257, "ustar"),
            of(ContentKind.OTHER_ARCHIVE, "bzip2", "BZh"),
            of(ContentKind.OTHER_ARCHIVE, "XZ", "\u00fd7zXZ\0"),
            of(ContentKind.OTHER_ARCHIVE, "Zstandard", "(\u00b5/\u00fd"),
            of(ContentKind.OTHER_ARCHIVE, "LZ4", "\u0004\"M\u0018"),
            of(ContentKind.OTHER_ARCHIVE, "7-Zip", "7z\u00bc\u00af'\u001c"),
            of(ContentKind.OTHER_ARCHIVE, "RAR", "Rar!\u001a\u0007"),
            of(ContentKind.HDF5, "", "\u0089HDF\r\n\u001a\n"),
            of(ContentKind.TFLITE, "", 4, "TFL3"),
            of(ContentKind.TENSORRT, "", "ftrt"),
            of(ContentKind.TENSORRT, "", "ptrt"),
            of(ContentKind.GGUF, "", "GGUF"),
            of(ContentKind.NUMPY, "", "\u0093NUMPY"),
            of(ContentKind.MXNET_PARAMS, "", "\u0012\u0001\0\0\0\0\0\0"),
            // The number with which torch.save began before it wrote ZIP archives.
            of(ContentKind.PYTORCH, "", "\u0080\u0002\u008a\nl\u00fc\u009cF\u00f9 j\u00a8P\u0019."),
            of(ContentKind.IMAGE, "JPEG", "\u00ff\u00d8\u00ff"),
            of(ContentKind.IMAGE, "PNG", "\u0089PNG\r\n\u001a\n"),
            of(ContentKind.IMAGE, "GIF", "GIF8"),
            of(ContentKind.IMAGE, "WebP", 8, "WEBP"),
            of(ContentKind.IMAGE, "TIFF", "II*\0"),
            of(ContentKind.IMAGE, "TIFF", "MM\0*"),
            of(ContentKind.IMAGE, "AVIF", 4, "ftypavi"),
            of(ContentKind.IMAGE, "HEIF", 4, "ftyphei"),
            of(ContentKind.IMAGE, "HEIF", 4, "ftyphev"),
            of(ContentKind.IMAGE, "HEIF", 4, "ftypmif1"),
            of(ContentKind.AUDIO, "M4A", 4, "ftypM4A"),
            of(ContentKind.VIDEO, "MP4 or QuickTime", 4, "ftyp"),
            of(ContentKind.VIDEO, "QuickTime", 4, "moov"),
            of(ContentKind.VIDEO, "AVI", 8, "AVI "),
            of(ContentKind.VIDEO, "Matroska or WebM", "\u001aE\u00df\u00a3"),
            of(ContentKind.VIDEO, "FLV", "FLV\u0001"),
            of(ContentKind.VIDEO, "MPEG", "\0\0\1\u00ba"),
            of(ContentKind.AUDIO, "WAV", 8, "WAVE"),
            of(ContentKind.AUDIO, "MP3", "ID3"),
            of(ContentKind.AUDIO, "FLAC", "fLaC"),
            of(ContentKind.PDF, "", "%PDF-"),
            of(ContentKind.EXECUTABLE, "ELF", "\u007fELF"),
            of(ContentKind.EXECUTABLE, "Windows", "MZ\u0090\0"));

    private Signatures() {}

    private static Signature of(ContentKind kind, String detail, String latin1) {
        return of(kind, detail, 0, latin1);
    }

    private static Signature of(ContentKind kind, String detail, int offset, String latin1) {
        return new Signature(kind, detail, offset, latin1);
    }

    static @Nullable FileContent find(byte[] bytes) {
        String head = new String(bytes, StandardCharsets.ISO_8859_1);
        if (head.startsWith("PK\3\4") || head.startsWith("PK\5\6")) {
            return zip(head);
        }
        for (Signature signature : ALL) {
            if (signature.matches(head)) {
                return new FileContent(signature.kind(), signature.detail());
            }
        }
        ContentKind kind = computed(bytes, head);
        return kind == null ? null : new FileContent(kind, "");
    }

    /** Some programs save models as ZIP archives; the names of their entries stand in the first bytes. */
    private static FileContent zip(String head) {
        if (head.contains("data.pkl") || head.contains("/constants.pkl")) {
            return new FileContent(ContentKind.PYTORCH, "");
        }
        if (head.contains("model.weights.h5") || head.startsWith("metadata.json", 30)) {
            return new FileContent(ContentKind.KERAS, "");
        }
        return new FileContent(ContentKind.ZIP, "");
    }

    private static @Nullable ContentKind computed(byte[] bytes, String head) {
        if (isSafetensors(bytes, head)) {
            return ContentKind.SAFETENSORS;
        }
        if (head.length() > 2 && head.charAt(0) == 0x80 && head.charAt(1) >= 2 && head.charAt(1) <= 5) {
            return ContentKind.PICKLE;
        }
        // A TensorFlow graph is a list of nodes, each of which begins with its name; a saved model has a version 1 and
        // a
        // graph with the tag "serve". An ONNX model begins with another field or a higher version.
        boolean nodes = head.startsWith("\n") && head.length() > 4 && isGraphNode(bytes);
        boolean saved = head.startsWith("\b\1\u0012") && head.contains("serve");
        return nodes || saved ? ContentKind.TENSORFLOW : null;
    }

    /** A length of eight bytes, the lowest first, and as much JSON. */
    private static boolean isSafetensors(byte[] bytes, String head) {
        if (head.length() < 10 || head.charAt(8) != '{' || (head.charAt(9) != '"' && head.charAt(9) != '}')) {
            return false;
        }
        long length = 0;
        for (int i = 7; i >= 0; i--) {
            length = length << 8 | (bytes[i] & 0xff);
        }
        return length >= 2 && length <= MAX_SAFETENSORS_HEADER;
    }

    /** Field 1 with a length, inside it field 1 (the name) and field 2 (the operation), as texts. */
    private static boolean isGraphNode(byte[] bytes) {
        int at = 1;
        while (at < 5 && bytes[at] < 0) {
            at++;
        }
        at++;
        if (at + 2 >= bytes.length || bytes[at] != '\n' || bytes[at + 1] <= 0) {
            return false;
        }
        int op = at + 2 + bytes[at + 1];
        return op + 2 < bytes.length
                && bytes[op] == 0x12
                && bytes[op + 1] > 0
                && bytes[op + 2] >= 'A'
                && bytes[op + 2] <= 'z';
    }
}
