package dev.visiontask.segmentation;

import dev.visiontask.preprocess.Geometry;
import dev.visiontask.scores.Activation;
import dev.visiontask.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/** A decoder without a model. */
record DecoderFixture(SegmentationDecoder decoder) {
    static DecoderFixture of(MapOutput output, int classes) {
        return of(output, new ClassNumbering(classes, false, -1), Activation.SOFTMAX);
    }

    static DecoderFixture of(MapOutput output, ClassNumbering numbering, Activation activation) {
        List<String> labels = IntStream.range(0, numbering.classes())
                .mapToObj(index -> "class " + index)
                .toList();
        return of(output, numbering, activation, labels);
    }

    static DecoderFixture foreground(Activation activation) {
        return of(
                new MapOutput(0, "scores", OutputForm.FOREGROUND, false, 1),
                new ClassNumbering(2, false, -1),
                activation,
                List.of("background", "foreground"));
    }

    private static DecoderFixture of(
            MapOutput output, ClassNumbering numbering, Activation activation, List<String> labels) {
        return new DecoderFixture(new SegmentationDecoder(new SegmentationDecoder.Parts(
                output, activation, numbering, labels, SegmentationOptions.NONE, List.of())));
    }

    Segmentation decode(Tensor output, Geometry geometry) {
        return decode(output, geometry, SegmentationOptions.NONE);
    }

    Segmentation decode(Tensor output, int index, Geometry geometry) {
        return decoder.decode(List.of(output), index, geometry, SegmentationOptions.NONE);
    }

    Segmentation decode(Tensor output, Geometry geometry, SegmentationOptions options) {
        return decoder.decode(List.of(output), 0, geometry, options);
    }
}
