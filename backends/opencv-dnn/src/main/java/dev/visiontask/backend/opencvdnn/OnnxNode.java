package dev.visiontask.backend.opencvdnn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An operator of an ONNX graph. */
record OnnxNode(
        String name,
        String operator,
        String domain,
        List<String> inputs,
        List<String> outputs,
        Map<String, OnnxAttribute> attributes) {
    static OnnxNode read(ProtobufReader node) throws MalformedOnnxException {
        List<String> inputs = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        Map<String, OnnxAttribute> attributes = new LinkedHashMap<>();
        String name = "";
        String operator = "";
        String domain = "";
        while (node.next()) {
            if (node.isBytes(1)) {
                inputs.add(node.text());
            } else if (node.isBytes(2)) {
                outputs.add(node.text());
            } else if (node.isBytes(3)) {
                name = node.text();
            } else if (node.isBytes(4)) {
                operator = node.text();
            } else if (node.isBytes(7)) {
                domain = node.text();
            } else if (node.isBytes(5)) {
                OnnxAttribute attribute = OnnxAttribute.read(node.message());
                if (attributes.put(attribute.name(), attribute) != null) {
                    throw new MalformedOnnxException("a node " + operator + " with two attributes " + attribute.name());
                }
            } else {
                node.skip();
            }
        }
        return new OnnxNode(name, operator, domain, List.copyOf(inputs), List.copyOf(outputs), attributes);
    }

    boolean is(String... operators) {
        return List.of(operators).contains(operator);
    }

    /** Whether the input is there; one that is left out has no name. */
    boolean has(int input) {
        return input < inputs.size() && !inputs.get(input).isEmpty();
    }

    /** For messages. */
    String shown() {
        return operator + " " + OnnxTensor.shown(name.isEmpty() && !outputs.isEmpty() ? outputs.get(0) : name);
    }
}
