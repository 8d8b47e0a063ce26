package dev.visiontask.detection;

import java.util.Optional;
import java.util.OptionalInt;

/** Says what the outputs of a model look like that no family of detectors fits. */
final class OutputAdvice {
    private static final int HEAD = 4;
    private static final int MOST_KEYPOINTS = 200;

    private OutputAdvice() {}

    /** What is wrong with the number of channels, if that is what is wrong; else nothing. */
    static String of(ModelOutputs outputs) {
        Optional<DenseOutput> dense = denseOf(outputs);
        if (dense.isEmpty() || outputs.labelledClasses().isEmpty()) {
            return "";
        }
        int classes = outputs.labelledClasses().getAsInt();
        OptionalInt masks = outputs.prototypes().index();
        int count = outputs.prototypes().count();
        String withMasks = masks.isEmpty()
                ? ""
                : ", and with " + count + " coefficients for the masks of output "
                        + outputs.info(masks.getAsInt()).name() + " " + (classes + 4 + count) + " (yolov8) or "
                        + (classes + 5 + count) + " (yolov5)";
        return " For " + classes + " labels that would be " + (classes + 4) + " channels (yolov8), " + (classes + 5)
                + " (yolox, yolov5) or " + (classes + 32) + " (nanodet-plus)" + withMasks + "; output "
                + dense.get().info().name() + " has " + dense.get().channels() + "."
                + anotherTask(dense.get(), classes);
    }

    private static Optional<DenseOutput> denseOf(ModelOutputs outputs) {
        return DenseOutput.find(outputs).or(() -> DenseOutput.find(outputs.with(BatchAxis.NONE)));
    }

    /** Poses and turned boxes have the layout of detectors, with more channels. */
    private static String anotherTask(DenseOutput dense, int classes) {
        boolean listed = dense.byRows() && dense.perCell() == 0;
        int more = dense.channels() - (listed ? EndToEndDecoder.HEAD : HEAD + classes);
        if (more == 1) {
            return " One channel more than boxes and classes is the angle of turned boxes (YOLO-OBB), which this task"
                    + " does not read.";
        }
        boolean keypoints = more > 0 && more % 3 == 0 && more / 3 <= MOST_KEYPOINTS;
        return keypoints
                ? " " + more + " channels more than boxes and classes would be " + more / 3
                        + " keypoints of three numbers (YOLO-pose), which this task does not read."
                : "";
    }
}
