package dev.visiontask.backend.opencvdnn;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An attribute of an operator.
 *
 * @param number the whole number that it is, or null
 * @param ints the list of whole numbers that it is, empty if it is none
 * @param tensor the tensor that it is, or null
 */
record OnnxAttribute(
        String name,
        @Nullable Long number,
        List<Long> ints,
        @Nullable OnnxTensor tensor) {
    static OnnxAttribute read(ProtobufReader attribute) throws MalformedOnnxException {
        String name = "";
        Long number = null;
        List<Long> ints = new ArrayList<>();
        OnnxTensor tensor = null;
        while (attribute.next()) {
            if (attribute.isBytes(1)) {
                name = attribute.text();
            } else if (attribute.isNumber(3)) {
                number = attribute.number();
            } else if (attribute.isNumbers(8)) {
                attribute.numbers(ints);
            } else if (attribute.isBytes(5)) {
                if (tensor != null) {
                    throw new MalformedOnnxException("the attribute " + name + " with two tensors");
                }
                tensor = OnnxTensor.read(attribute.message());
            } else {
                attribute.skip();
            }
        }
        return new OnnxAttribute(name, number, List.copyOf(ints), tensor);
    }
}
