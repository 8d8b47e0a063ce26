package dev.visiontask.preprocess;

import dev.visiontask.tensor.Tensor;
import java.nio.FloatBuffer;

/** Packs float32 tensors. There are only 256 samples, so each channel's normalisation is a table. */
final class FloatPacker extends TensorPacker {
    private final float[][] tables;
    private final float[] padding;

    private float[] line = new float[0];
    private FloatBuffer target = FloatBuffer.allocate(0);

    FloatPacker(PreprocessSpec spec) {
        super(spec);
        tables = new float[spec.color().channels()][256];
        for (int c = 0; c < tables.length; c++) {
            for (int x = 0; x < 256; x++) {
                tables[c][x] = spec.normalization().apply(x, c);
            }
        }
        padding = new float[tables.length];
        for (int c = 0; c < tables.length; c++) {
            padding[c] = spec.normalization().apply(Math.max(0, spec.resize().padSample()), c);
        }
    }

    @Override
    void open(Tensor tensor, int length) {
        target = tensor.floats();
        if (line.length < length) {
            line = new float[length];
        }
    }

    @Override
    void pad(int to, int count, int channel) {
        int step = lineStep();
        for (int i = 0; i < count; i++) {
            line[to + i * step] = padding[channel];
        }
    }

    @Override
    void convert(byte[] samples, int from, int step, int to, int count, int channel) {
        float[] table = tables[channel];
        // Steps that are constants let the compiler drop the bounds checks from the loops.
        if (lineStep() == 3 && step == 3) {
            convert(samples, from, 3, to, 3, count, table);
        } else if (lineStep() == 3) {
            convert(samples, from, 1, to, 3, count, table);
        } else if (step == 3) {
            convert(samples, from, 3, to, 1, count, table);
        } else {
            convert(samples, from, 1, to, 1, count, table);
        }
    }

    private void convert(byte[] samples, int from, int step, int to, int lineStep, int count, float[] table) {
        float[] out = line;
        for (int i = 0; i < count; i++) {
            out[to + i * lineStep] = table[samples[from + i * step] & 0xff];
        }
    }

    @Override
    void flush(int from, int length, int index) {
        target.put(index, line, from, length);
    }
}
