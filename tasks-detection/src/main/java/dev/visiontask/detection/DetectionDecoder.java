package dev.visiontask.detection;

import dev.visiontask.Box;
import dev.visiontask.ImageSize;
import dev.visiontask.Setting;
import dev.visiontask.preprocess.Geometry;
import dev.visiontask.task.OutputDecoder;
import dev.visiontask.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;

/** From output tensors to objects in the picture: candidates, the best of them, and the way back to the picture. */
final class DetectionDecoder implements OutputDecoder<Geometry, DetectionOptions, Detections> {
    private final BoxDecoder boxes;
    private final DetectionLabels labels;
    private final NmsMode defaultNms;
    private final DetectionOptions options;
    private final Selection selection;
    private final List<Setting> settings;
    /** Never more than calls that ran at the same time. */
    private final ConcurrentLinkedDeque<Workspace> idle = new ConcurrentLinkedDeque<>();

    DetectionDecoder(
            BoxDecoder boxes,
            DetectionLabels labels,
            NmsMode defaultNms,
            DetectionOptions options,
            List<Setting> settings) {
        this.boxes = boxes;
        this.labels = labels;
        this.defaultNms = defaultNms;
        this.options = options;
        this.selection = Selection.of(options, labels, defaultNms);
        this.settings = List.copyOf(settings);
    }

    /** The memory of one call. */
    private record Workspace(Candidates candidates, Suppression suppression) {}

    @Override
    public Detections decode(List<Tensor> outputs, int index, Geometry geometry, DetectionOptions overrides) {
        Selection chosen = overrides.equals(DetectionOptions.NONE)
                ? selection
                : Selection.of(overrides.orElse(options), labels, defaultNms);
        Workspace taken = idle.pollFirst();
        Workspace workspace = taken == null ? new Workspace(new Candidates(), new Suppression()) : taken;
        try {
            workspace.candidates().begin(chosen, geometry);
            boxes.decode(outputs, index, workspace.candidates());
            int count = workspace.suppression().run(workspace.candidates(), chosen);
            return detections(workspace, count, geometry);
        } finally {
            idle.addFirst(workspace);
        }
    }

    @Override
    public void check(DetectionOptions wanted) {
        labels.check(wanted);
    }

    private Detections detections(Workspace workspace, int count, Geometry geometry) {
        Candidates candidates = workspace.candidates();
        List<Detection> objects = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int candidate = workspace.suppression().kept(i);
            int index = candidates.classIndex(candidate) - labels.offset();
            Box box = box(candidates, candidate, geometry);
            objects.add(new Detection(index, labels.name(index), candidates.score(candidate), box));
        }
        return new Detections(objects, geometry.source());
    }

    private static Box box(Candidates candidates, int candidate, Geometry geometry) {
        ImageSize size = geometry.source();
        return new Box(
                clip(geometry.toSourceX(candidates.left(candidate)), size.width()),
                clip(geometry.toSourceY(candidates.top(candidate)), size.height()),
                clip(geometry.toSourceX(candidates.right(candidate)), size.width()),
                clip(geometry.toSourceY(candidates.bottom(candidate)), size.height()));
    }

    private static float clip(double value, int limit) {
        return (float) Math.max(0, Math.min(limit, value));
    }

    @Override
    public List<String> labels() {
        return labels.names();
    }

    @Override
    public List<Setting> settings() {
        return settings;
    }
}
