package dev.visiontask.activity;

import dev.visiontask.ImageSize;
import dev.visiontask.ImageSource;
import dev.visiontask.image.DecodedImage;
import dev.visiontask.image.ImageReader;
import dev.visiontask.image.ReadOptions;
import dev.visiontask.preprocess.Geometry;
import dev.visiontask.preprocess.ImagePreprocessor;
import dev.visiontask.preprocess.TensorLayout;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Tensor;
import dev.visiontask.tensor.TensorMemory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes frames into samples of the model's size, so that a clip takes memory by the size of the model's input, not by
 * that of the video. Its arrays are used again once they are released. Used by one thread at a time, but for releasing.
 */
final class FrameSlicer implements AutoCloseable {
    private final Crops crops;
    private final ImageReader reader;
    private final ImagePreprocessor preprocessor;
    private final ArrayDeque<byte[]> free = new ArrayDeque<>();
    private final TensorMemory scratch = new TensorMemory("frame", DataType.UINT8);

    FrameSlicer(ClipPlan plan, ReadOptions readOptions) {
        this.crops = plan.crops();
        this.reader = new ImageReader(readOptions);
        this.preprocessor = new ImagePreprocessor(plan.samples());
    }

    /** The samples of one frame. */
    FrameSlices slice(long index, ImageSource picture) {
        try (DecodedImage image = reader.read(picture, size -> geometry(size).resized())) {
            Geometry centre = geometry(image.size());
            ImageSize size = centre.target();
            List<byte[]> parts = new ArrayList<>(crops.count());
            for (Geometry place : crops.of(centre)) {
                byte[] samples = write(image, place);
                parts.add(samples);
                if (crops.mirrored()) {
                    parts.add(mirror(samples, size.width()));
                }
            }
            return new FrameSlices(index, size, parts);
        }
    }

    private Geometry geometry(ImageSize size) {
        return preprocessor.spec().resize().geometry(size);
    }

    private byte[] write(DecodedImage image, Geometry place) {
        Tensor tensor = scratch.tensor(preprocessor.shape(place, 1));
        preprocessor.write(image.pixels(), place, tensor, 0);
        scratch.used();
        byte[] samples = array(tensor.bytes().capacity());
        tensor.bytes().get(0, samples);
        return samples;
    }

    private byte[] array(int length) {
        byte[] known;
        synchronized (free) {
            known = free.poll();
        }
        return known != null && known.length == length ? known : new byte[length];
    }

    private byte[] mirror(byte[] samples, int width) {
        // A planar row is a row of pixels of one sample.
        int step = preprocessor.spec().layout() == TensorLayout.NCHW
                ? 1
                : preprocessor.spec().color().channels();
        byte[] mirrored = array(samples.length);
        for (int row = 0; row < samples.length; row += width * step) {
            int end = row + (width - 1) * step;
            for (int x = 0; x < width * step; x += step) {
                for (int c = 0; c < step; c++) {
                    mirrored[end - x + c] = samples[row + x + c];
                }
            }
        }
        return mirrored;
    }

    /** Takes arrays back; from any thread. */
    void release(FrameSlices slices) {
        synchronized (free) {
            free.addAll(slices.parts());
        }
    }

    long nativeBytes() {
        return scratch.bytes() + reader.nativeBytes() + preprocessor.nativeBytes();
    }

    @Override
    public void close() {
        scratch.clear();
        synchronized (free) {
            free.clear();
        }
        try (reader) {
            preprocessor.close();
        }
    }
}
