package dev.visiontask.detection;

import dev.visiontask.Box;
import dev.visiontask.Setting;
import dev.visiontask.mask.Mask;
import dev.visiontask.preprocess.Geometry;
import dev.visiontask.task.OutputDecoder;
import dev.visiontask.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;

/** From output tensors to objects in the picture: candidates, the best of them, and the way back to the picture. */
final class DetectionDecoder implements OutputDecoder<Geometry, DetectionOptions, Detections> {
    /** Beyond any picture; a model may give edges that are not finite any more after scaling. */
    private static final double FARTHEST = 1e10;

    private final Layout layout;
    private final BatchAxis axis;
    private final ReadingGuard guard;
    private final DetectionLabels labels;
    private final DetectionOptions options;
    private final Selection selection;
    private final List<Setting> settings;
    /** Never more than calls that ran at the same time. */
    private final ConcurrentLinkedDeque<Workspace> idle = new ConcurrentLinkedDeque<>();

    DetectionDecoder(Source source, DetectionLabels labels, DetectionOptions options, List<Setting> settings) {
        this.layout = source.layout();
        this.axis = source.axis();
        this.guard = new ReadingGuard(source.decoder(), layout);
        this.labels = labels;
        this.options = options;
        this.selection = Selection.of(options, labels, layout.nms());
        this.settings = List.copyOf(settings);
    }

    /**
     * What is read.
     *
     * @param decoder the name of the family
     * @param axis the dimension of the outputs that is the batch
     */
    record Source(String decoder, Layout layout, BatchAxis axis) {}

    /** The memory of one call. */
    private record Workspace(Candidates candidates, Suppression suppression, MaskGrid grid) {
        Workspace() {
            this(new Candidates(), new Suppression(), new MaskGrid());
        }
    }

    @Override
    public Detections decode(List<Tensor> tensors, int index, Geometry geometry, DetectionOptions overrides) {
        List<Tensor> outputs = axis.view(tensors, index);
        Selection chosen = overrides.equals(DetectionOptions.NONE)
                ? selection
                : Selection.of(overrides.orElse(options), labels, layout.nms());
        Workspace taken = idle.pollFirst();
        Workspace workspace = taken == null ? new Workspace() : taken;
        try {
            workspace.candidates().begin(chosen, geometry);
            layout.boxes().decode(outputs, index, workspace.candidates());
            guard.check(workspace.candidates().impossible(), geometry.target());
            int count = workspace.suppression().run(workspace.candidates(), chosen);
            List<Detection> objects = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                objects.add(detection(
                        outputs, index, workspace, workspace.suppression().kept(i)));
            }
            return new Detections(objects, geometry.source());
        } finally {
            idle.addFirst(workspace);
        }
    }

    @Override
    public void check(DetectionOptions wanted) {
        Objects.requireNonNull(wanted, "options");
        labels.check(wanted);
    }

    private Detection detection(List<Tensor> outputs, int index, Workspace workspace, int candidate) {
        Candidates candidates = workspace.candidates();
        Geometry geometry = candidates.geometry();
        int classIndex = candidates.classIndex(candidate) - labels.offset();
        Box whole = box(candidates, candidate);
        Box box = whole.clip(geometry.source());
        MaskDecoder masks = layout.masks();
        Optional<Mask> mask = masks == null
                ? Optional.empty()
                : Optional.of(masks.decode(
                        outputs,
                        index,
                        new MaskDecoder.Found(candidates.row(candidate), whole, box, geometry),
                        workspace.grid()));
        return new Detection(classIndex, labels.name(classIndex), candidates.score(candidate), box, mask);
    }

    private static Box box(Candidates candidates, int candidate) {
        Geometry geometry = candidates.geometry();
        return new Box(
                edge(geometry.toSourceX(candidates.left(candidate))),
                edge(geometry.toSourceY(candidates.top(candidate))),
                edge(geometry.toSourceX(candidates.right(candidate))),
                edge(geometry.toSourceY(candidates.bottom(candidate))));
    }

    private static float edge(double value) {
        return (float) Math.max(-FARTHEST, Math.min(FARTHEST, value));
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
