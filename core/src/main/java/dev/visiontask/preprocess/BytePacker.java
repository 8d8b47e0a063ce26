package dev.visiontask.preprocess;

import dev.visiontask.tensor.Tensor;
import java.nio.ByteBuffer;

/** Packs uint8 tensors: samples as they are. */
final class BytePacker extends TensorPacker {
    private final byte padding;

    private byte[] line = new byte[0];
    private ByteBuffer target = ByteBuffer.allocate(0);

    BytePacker(PreprocessSpec spec) {
        super(spec);
        padding = (byte) Math.max(0, spec.resize().padSample());
    }

    @Override
    void open(Tensor tensor, int length) {
        target = tensor.bytes();
        if (line.length < length) {
            line = new byte[length];
        }
    }

    @Override
    void pad(int to, int count, int channel) {
        int step = lineStep();
        for (int i = 0; i < count; i++) {
            line[to + i * step] = padding;
        }
    }

    @Override
    void convert(byte[] samples, int from, int step, int to, int count, int channel) {
        int lineStep = lineStep();
        if (lineStep == 3 && step == 3) {
            for (int i = 0; i < count; i++) {
                line[to + i * 3] = samples[from + i * 3];
            }
            return;
        }
        for (int i = 0; i < count; i++) {
            line[to + i * lineStep] = samples[from + i * step];
        }
    }

    @Override
    void flush(int from, int length, int index) {
        target.put(index, line, from, length);
    }
}
