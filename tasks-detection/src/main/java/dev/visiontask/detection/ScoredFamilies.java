package dev.visiontask.detection;

import dev.visiontask.ModelFormatException;
import dev.visiontask.detection.Layout.Reading;
import java.util.Optional;
import java.util.Set;

/** The families of {@link ScoredBoxesDecoder}. */
final class ScoredFamilies {
    private ScoredFamilies() {}

    static Family yolov4() {
        return new Family(
                "yolov4",
                outputs -> roles(outputs, "confs").isPresent(),
                outputs -> layout(outputs, "confs", false),
                Set.of(LayoutKeys.COORDINATES));
    }

    static Family priorBox() {
        return new Family(
                "prior-box",
                outputs -> roles(outputs, "scores").isPresent(),
                outputs -> layout(outputs, "scores", true),
                Set.of(LayoutKeys.COORDINATES));
    }

    private static Optional<Roles> roles(ModelOutputs outputs, String scoresName) {
        Roles roles = new Roles(outputs.named("boxes"), outputs.named(scoresName));
        return outputs.count() == 2 && roles.fit(outputs) ? Optional.of(roles) : Optional.empty();
    }

    private record Roles(int boxes, int scores) {
        boolean fit(ModelOutputs outputs) {
            return boxes >= 0
                    && scores >= 0
                    && outputs.rank(boxes) >= 3
                    && outputs.rank(scores) == 3
                    && outputs.isFloat(boxes)
                    && outputs.isFloat(scores)
                    && outputs.dim(boxes, -1) == 4
                    && outputs.dim(boxes, 1) == outputs.dim(scores, 1);
        }
    }

    private static Layout layout(ModelOutputs outputs, String scoresName, boolean background) {
        Roles roles = outputs.declared("boxes", scoresName)
                .map(indexes -> new Roles(indexes[0], indexes[1]))
                .or(() -> roles(outputs, scoresName))
                .filter(found -> found.fit(outputs))
                .orElseThrow(() ->
                        outputs.mismatch("boxes float32 [N, n, 4] and " + scoresName + " float32 [N, n, classes]"));
        int classes = outputs.dim(roles.scores(), 2);
        int labelled = outputs.labelledClasses().orElse(classes);
        boolean unnamed = background && labelled + 1 == classes;
        boolean unlabelled = outputs.labelledClasses().isEmpty();
        boolean named = background && (outputs.labelsNameBackground() || unlabelled);
        int offset = outputs.spec().integer("label_offset").orElse(unnamed ? 1 : 0);
        int backgroundClass = outputs.spec().integer("background_index").orElse(named ? 0 : -1);
        int first = Math.max(offset, backgroundClass == 0 ? 1 : 0);
        if (first < 0 || first >= classes) {
            throw new ModelFormatException("Expected classes beyond the background in output "
                    + outputs.info(roles.scores()) + ", found: " + classes + " in all, the first of them at " + first);
        }
        ScoreNumbers.require(outputs, roles.scores(), background ? "prior-box" : "yolov4");
        Reading reading = BoxNumbers.reading(outputs, Reading.CORNERS, BoxUnit.RELATIVE, roles.boxes());
        return new Layout(
                        new ScoredBoxesDecoder(roles.boxes(), roles.scores(), classes, first, reading.unit()),
                        outputs.info(roles.scores()),
                        classes,
                        NmsMode.CLASS_AWARE,
                        reading)
                .withLabels(offset, backgroundClass);
    }
}
