package dev.visiontask.backend.opencvdnn;

/** A {@code StringStringEntryProto} of ONNX: metadata of a model, or where a tensor's numbers lie. */
record OnnxPair(String key, String value) {
    static OnnxPair read(ProtobufReader pair) throws MalformedOnnxException {
        String key = "";
        String value = "";
        while (pair.next()) {
            if (pair.isBytes(1)) {
                key = pair.text();
            } else if (pair.isBytes(2)) {
                value = pair.text();
            } else {
                pair.skip();
            }
        }
        return new OnnxPair(key, value);
    }
}
