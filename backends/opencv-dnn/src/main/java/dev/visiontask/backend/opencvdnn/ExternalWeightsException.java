package dev.visiontask.backend.opencvdnn;

/** Numbers of a tensor lie in another file than the model. */
final class ExternalWeightsException extends MalformedOnnxException {
    private static final long serialVersionUID = 1L;

    private final String tensor;
    private final String location;

    ExternalWeightsException(String tensor, String location) {
        super("the numbers of the tensor " + tensor + " in " + location);
        this.tensor = tensor;
        this.location = location;
    }

    String tensor() {
        return tensor;
    }

    /** The other file, as the model names it. */
    String location() {
        return location;
    }
}
