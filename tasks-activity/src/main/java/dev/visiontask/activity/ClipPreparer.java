package dev.visiontask.activity;

import dev.visiontask.BadInputException;
import dev.visiontask.ImageSize;
import dev.visiontask.ImageSource;
import dev.visiontask.image.ReadOptions;
import dev.visiontask.preprocess.Geometry;
import dev.visiontask.task.InputPreparer;
import dev.visiontask.task.PreparedInput;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Reads the frames of clips, each once, and gives the model its views of them. */
final class ClipPreparer implements InputPreparer<Clip, ClipContext> {
    private final ClipPlan plan;
    private final FrameSlicer slicer;
    private final ClipPacker packer;

    ClipPreparer(ClipPlan plan, ReadOptions readOptions) {
        this.plan = plan;
        this.slicer = new FrameSlicer(plan, readOptions);
        this.packer = new ClipPacker(plan);
    }

    @Override
    public PreparedInput<ClipContext> prepare(Clip clip) {
        try (ClipFrames frames = clip.open()) {
            Prepared prepared = read(clip, frames);
            return prepared != null ? prepared : readCounted(clip, frames);
        }
    }

    private Prepared readCounted(Clip clip, ClipFrames uncounted) {
        try (ClipFrames frames = uncounted.counted()) {
            Prepared prepared = read(clip, frames);
            if (prepared == null) {
                throw new BadInputException(clip.name() + ": expected the " + frames.count()
                        + " frames that were there when they were counted, found fewer. Is the file being written?");
            }
            return prepared;
        }
    }

    /** Null if frames are missing. */
    private @Nullable Prepared read(Clip clip, ClipFrames frames) {
        Prepared prepared = new Prepared(clip, passes(frames));
        boolean complete = false;
        try {
            complete = prepared.read(frames);
        } finally {
            if (!complete) {
                prepared.close();
            }
        }
        return complete ? prepared : null;
    }

    private List<long[]> passes(ClipFrames frames) {
        return plan.sampling().passes(frames.count(), plan.tensor().length());
    }

    @Override
    public long nativeBytes() {
        return slicer.nativeBytes();
    }

    @Override
    public void close() {
        slicer.close();
    }

    /** A clip whose frames are read: views by pass, then by frame where the model sees one at a time, then by crop. */
    private final class Prepared implements PreparedInput<ClipContext>, ClipFrames.Taker {
        private final Clip clip;
        private final List<long[]> passes;
        private final Map<Long, FrameSlices> slices = new HashMap<>();
        private final List<FrameSlices> own = new ArrayList<>();
        private @Nullable ImageSize size;
        private @Nullable ClipContext context;

        Prepared(Clip clip, List<long[]> passes) {
            this.clip = clip;
            this.passes = passes;
        }

        boolean read(ClipFrames frames) {
            long[] places = passes.stream()
                    .flatMapToLong(Arrays::stream)
                    .sorted()
                    .distinct()
                    .toArray();
            return frames.read(places, this);
        }

        @Override
        public void take(long place, long index, ImageSource picture) {
            FrameSlices frame = slicer.slice(index, picture);
            own.add(frame);
            take(place, frame);
        }

        @Override
        public void take(long place, FrameSlices frame) {
            if (size != null && !size.equals(frame.size())) {
                throw new BadInputException(clip.name() + ": expected frames that all become " + size
                        + " pixels, found one that becomes " + frame.size()
                        + ". Frames of different shapes need a resize_mode that gives one size.");
            }
            size = frame.size();
            slices.put(place, frame);
        }

        /** Frames in one view. */
        private int length() {
            return plan.tensor().layout() == ClipLayout.FRAME
                    ? 1
                    : plan.tensor().length();
        }

        @Override
        public int views() {
            return passes.size()
                    * plan.tensor().length()
                    / length()
                    * plan.crops().count();
        }

        @Override
        public Shape shape(int batch) {
            ImageSize target = Objects.requireNonNull(size);
            Geometry whole = new Geometry(target, target, 0, 0, target);
            return ClipInput.shape(plan, whole, batch);
        }

        @Override
        public void write(Tensor tensor, int index) {
            write(tensor, index, 0);
        }

        @Override
        public void write(Tensor tensor, int index, int view) {
            int crop = view % plan.crops().count();
            int first = view / plan.crops().count() * length();
            for (int time = 0; time < length(); time++) {
                byte[] samples = frame(first + time).parts().get(crop);
                packer.write(tensor, index, samples, time, length());
            }
        }

        /** A frame by its place in the passes, one after the other. */
        private FrameSlices frame(int place) {
            int length = plan.tensor().length();
            return slice(passes.get(place / length)[place % length]);
        }

        private FrameSlices slice(long place) {
            return Objects.requireNonNull(slices.get(place), "frame");
        }

        @Override
        public ClipContext context() {
            if (context == null) {
                List<List<Long>> looked = passes.stream()
                        .map(pass -> LongStream.of(pass)
                                .mapToObj(place -> slice(place).index())
                                .toList())
                        .toList();
                context = new ClipContext(clip.name(), looked);
            }
            return context;
        }

        @Override
        public void close() {
            own.forEach(slicer::release);
            own.clear();
            slices.clear();
        }
    }
}
