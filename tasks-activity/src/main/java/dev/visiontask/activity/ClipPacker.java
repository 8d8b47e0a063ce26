package dev.visiontask.activity;

import dev.visiontask.preprocess.Normalization;
import dev.visiontask.preprocess.TensorLayout;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Tensor;

/** Puts the frames of one view into the clip tensor: normalises, and sorts the channels by the layout. */
final class ClipPacker {
    private final ClipLayout layout;
    private final boolean planar;
    private final boolean floats;
    private final int channels;
    private final float[][] tables;

    private float[] line = new float[0];

    ClipPacker(ClipPlan plan) {
        layout = plan.tensor().layout();
        planar = plan.frame().layout() == TensorLayout.NCHW;
        floats = plan.frame().type() == DataType.FLOAT32;
        channels = plan.frame().color().channels();
        tables = tables(plan.frame().normalization());
    }

    /** There are only 256 samples. */
    private float[][] tables(Normalization normalization) {
        float[][] values = new float[channels][256];
        for (int c = 0; c < channels; c++) {
            for (int x = 0; x < 256; x++) {
                values[c][x] = normalization.apply(x, c);
            }
        }
        return values;
    }

    /**
     * Writes one frame.
     *
     * @param index the place in the batch
     * @param time the place of the frame in the view
     * @param length the frames of a view
     */
    void write(Tensor tensor, int index, byte[] samples, int time, int length) {
        int plane = samples.length / channels;
        int base = index * length * samples.length;
        if (!planar) {
            put(tensor, base + time * samples.length, samples, 0, samples.length, 0);
            return;
        }
        for (int c = 0; c < channels; c++) {
            int at = layout == ClipLayout.NCTHW ? c * length + time : time * channels + c;
            put(tensor, base + at * plane, samples, c * plane, plane, c);
        }
    }

    private void put(Tensor tensor, int to, byte[] samples, int from, int count, int channel) {
        if (!floats) {
            tensor.bytes().put(to, samples, from, count);
            return;
        }
        if (line.length < count) {
            line = new float[count];
        }
        if (planar) {
            convert(samples, from, count, tables[channel]);
        } else if (channels == 1) {
            convert(samples, from, count, tables[0]);
        } else {
            convertPixels(samples, from, count);
        }
        tensor.floats().put(to, line, 0, count);
    }

    private void convert(byte[] samples, int from, int count, float[] table) {
        float[] out = line;
        for (int i = 0; i < count; i++) {
            out[i] = table[samples[from + i] & 0xff];
        }
    }

    /** Three samples a pixel, in one pass over the memory. */
    private void convertPixels(byte[] samples, int from, int count) {
        float[] out = line;
        float[] first = tables[0];
        float[] second = tables[1];
        float[] third = tables[2];
        for (int i = 0; i < count; i += 3) {
            out[i] = first[samples[from + i] & 0xff];
            out[i + 1] = second[samples[from + i + 1] & 0xff];
            out[i + 2] = third[samples[from + i + 2] & 0xff];
        }
    }
}
