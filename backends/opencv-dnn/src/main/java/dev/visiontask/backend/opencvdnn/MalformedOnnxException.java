package dev.visiontask.backend.opencvdnn;

/** The bytes are no ONNX model. */
class MalformedOnnxException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedOnnxException(String message) {
        super(message);
    }
}
