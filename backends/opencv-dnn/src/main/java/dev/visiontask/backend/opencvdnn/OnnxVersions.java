package dev.visiontask.backend.opencvdnn;

import java.util.Set;
import java.util.TreeSet;

/**
 * The versions that a file is written in. Without those of its operators OpenCV takes each operator for a layer of its own
 * with the same name, and reads parameters that are not there.
 */
final class OnnxVersions {
    /** OpenCV reads no versions of operators in older files. */
    private static final long LEAST_FORMAT = 3;

    private static final long MOST = 1 << 15;

    private final Set<String> domains = new TreeSet<>();
    private long format;

    void format(long version) {
        format = version;
    }

    void operators(ProtobufReader pair) throws MalformedOnnxException {
        String domain = "";
        long version = 0;
        while (pair.next()) {
            if (pair.isBytes(1)) {
                domain = pair.text();
            } else if (pair.isNumber(2)) {
                version = pair.number();
            } else {
                pair.skip();
            }
        }
        if (version < 1 || version > MOST) {
            throw new MalformedOnnxException("the version " + version + " of the operators of the domain \""
                    + OnnxTensor.shown(domain) + "\", expected a version from 1");
        }
        domains.add(domain.isEmpty() ? "ai.onnx" : domain);
    }

    /** The domains whose operators the file uses. */
    Set<String> domains() throws MalformedOnnxException {
        if (format < LEAST_FORMAT || format > MOST) {
            throw new MalformedOnnxException("the ir_version " + format + ", expected one from " + LEAST_FORMAT);
        }
        if (!domains.contains("ai.onnx")) {
            throw new MalformedOnnxException("no version of the operators of ONNX among the opset_import " + domains);
        }
        return domains;
    }
}
