package dev.visiontask.content;

/**
 * Kinds of file that turn up under the name of another one. {@link #advice()} is what helps whatever was expected; a reader
 * that knows better says so itself.
 */
public enum ContentKind {
    /** No byte at all. */
    EMPTY("an empty file", "Copy or download it again."),
    /** The text that stands for a large file in a Git repository. */
    GIT_LFS_POINTER(
            "a Git LFS pointer, the note that stands for the file in the repository",
            "Run \"git lfs pull\" in the clone, or download the file itself."),
    /** A pointer of git-annex. */
    GIT_ANNEX_POINTER(
            "a git-annex pointer, the note that stands for the file in the repository",
            "Run \"git annex get\" in the clone, or download the file itself."),
    /** HTML, usually of a log-in, an error or the page about the file. */
    WEB_PAGE(
            "a web page (HTML)",
            "Open it in a browser to see why; then download the file itself: the \"raw\" link of GitHub, \"resolve\" in place of"
                    + " \"blob\" in an address of the Hugging Face Hub."),
    /** XML of another program: an error of a storage service, or a document. */
    XML("an XML text", "If it is an error of the server, download the file again."),
    /** An object or array of JSON, such as the error of a web service. */
    JSON("a JSON text", "If it is an error of the server, download the file again."),
    /** Any text in UTF-16, as PowerShell's {@code >} and old editors of Windows write it. */
    UTF16_TEXT("a text in UTF-16", "Save it as UTF-8."),
    /** Other text. */
    TEXT("a text", "Download or copy the file again, in binary mode."),

    /** A ZIP archive, also under other names (JAR, DOCX). */
    ZIP("a ZIP archive", "Unpack it first."),
    /** Gzip, often of a TAR. */
    GZIP("a gzip archive", "Unpack it first."),
    /** TAR. */
    TAR("a TAR archive", "Unpack it first."),
    /** Bzip2, XZ, Zstandard, LZ4, 7-Zip or RAR. */
    OTHER_ARCHIVE("a compressed archive", "Unpack it first."),

    /** A checkpoint or TorchScript module of PyTorch. */
    PYTORCH(
            "a PyTorch model (.pt, .pth)",
            "Export it to ONNX in Python: torch.onnx.export(...), or \"yolo export format=onnx\" for Ultralytics."),
    /** Weights without a graph. */
    SAFETENSORS(
            "weights in the safetensors format",
            "Export the model to ONNX: \"optimum-cli export onnx --model FOLDER OUT\" for Hugging Face."),
    /** An object of Python. */
    PICKLE("a Python pickle", "Export the model to ONNX with the program that wrote it."),
    /** A model of TensorFlow Lite. */
    TFLITE("a TensorFlow Lite model", "Convert it: \"python -m tf2onnx.convert --tflite FILE --output model.onnx\"."),
    /** A saved model or frozen graph of TensorFlow. */
    TENSORFLOW(
            "a TensorFlow graph (saved_model.pb or a frozen graph)",
            "Convert it: \"python -m tf2onnx.convert --saved-model FOLDER --output model.onnx\" (--graphdef for a frozen graph)."),
    /** HDF5, as Keras saves models and weights. */
    HDF5("an HDF5 file, as Keras saves models (.h5)", "Convert the model to ONNX with tf2onnx."),
    /** A model of Keras 3. */
    KERAS("a Keras model (.keras)", "Export it in Python: model.export(\"model.onnx\", format=\"onnx\")."),
    /** A plan of TensorRT. */
    TENSORRT("a TensorRT engine, which runs on one kind of GPU only", "Take the ONNX model that it was built from."),
    /** The graph of OpenVINO. */
    OPENVINO("an OpenVINO model (.xml)", "Take the ONNX model that it was converted from."),
    /** Weights of MXNet. */
    MXNET_PARAMS("MXNet's weights (.params)", "Name the file NAME-symbol.json that lies beside them."),
    /** A model of llama.cpp. */
    GGUF("a GGUF model", "Export the model to ONNX."),
    /** An array of NumPy. */
    NUMPY("a NumPy array", "Export it to the format that is expected."),

    /** A still image. */
    IMAGE("an image", "Give the file to a task as its input."),
    /** A video. */
    VIDEO("a video", "Open it with Frames.open(...)."),
    /** A sound. */
    AUDIO("a sound file", "Give another file."),
    /** A document. */
    PDF("a PDF document", "Save its pages as images."),
    /** A program or library. */
    EXECUTABLE("a program or native library", "Give another file."),

    /** Nothing that is known here: it may well be what its name says. */
    UNKNOWN("data of no kind that is known here", "Check that the file was copied completely and in binary mode.");

    private final String what;
    private final String advice;

    ContentKind(String what, String advice) {
        this.what = what;
        this.advice = advice;
    }

    /** What it is, with its article: {@code a ZIP archive}. */
    public String what() {
        return what;
    }

    /** What to do about it, one or two sentences. */
    public String advice() {
        return advice;
    }

    /** Whether the bytes are readable text. */
    public boolean isText() {
        return switch (this) {
            case GIT_LFS_POINTER, GIT_ANNEX_POINTER, WEB_PAGE, XML, JSON, UTF16_TEXT, TEXT, OPENVINO -> true;
            default -> false;
        };
    }

    /** Whether the file never came: a note, a page or nothing stands in its place. Such a file is nothing that anybody wants to read. */
    public boolean isPlaceholder() {
        return this == EMPTY || this == GIT_LFS_POINTER || this == GIT_ANNEX_POINTER || this == WEB_PAGE;
    }
}
