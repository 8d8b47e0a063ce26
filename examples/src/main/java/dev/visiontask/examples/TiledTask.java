package dev.visiontask.examples;

import dev.visiontask.ImageSource;
import dev.visiontask.Outcome;
import dev.visiontask.TaskInfo;
import dev.visiontask.VisionException;
import dev.visiontask.VisionTask;
import dev.visiontask.detection.Detections;
import dev.visiontask.detection.ObjectDetector;
import dev.visiontask.detection.TiledDetector;
import dev.visiontask.detection.Tiling;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A detector on tiles of its pictures as a task of its own, which owns the detector. */
final class TiledTask implements VisionTask<ImageSource, Detections> {
    private final ObjectDetector detector;
    private final TiledDetector tiled;
    private final int maxResults;

    /**
     * Takes over a detector.
     *
     * @param maxResults how many objects to give of a whole picture; the detector's own limit is for each tile
     */
    TiledTask(ObjectDetector detector, Tiling tiling, int maxResults) {
        this.detector = detector;
        this.tiled = new TiledDetector(detector, tiling);
        this.maxResults = maxResults;
    }

    @Override
    public Detections run(ImageSource image) {
        Detections all = tiled.run(image);
        return all.size() <= maxResults ? all : new Detections(all.objects().subList(0, maxResults), all.imageSize());
    }

    @Override
    public List<Outcome<Detections>> runEach(List<? extends ImageSource> images) {
        List<Outcome<Detections>> outcomes = new ArrayList<>();
        for (ImageSource image : images) {
            try {
                outcomes.add(new Outcome.Success<>(run(image)));
            } catch (VisionException e) {
                outcomes.add(new Outcome.Failure<>(e));
            }
        }
        return outcomes;
    }

    @Override
    public CompletableFuture<Detections> runAsync(ImageSource image) {
        return CompletableFuture.supplyAsync(() -> run(image));
    }

    @Override
    public void warmUp() {
        detector.warmUp();
    }

    @Override
    public TaskInfo info() {
        return detector.info();
    }

    @Override
    public void close() {
        detector.close();
    }
}
