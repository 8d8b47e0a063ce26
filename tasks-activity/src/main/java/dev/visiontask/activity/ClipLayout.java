package dev.visiontask.activity;

import dev.visiontask.preprocess.TensorLayout;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.TensorInfo;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The order of the dimensions of a clip tensor: batch, channels, time, rows, columns. */
enum ClipLayout {
    NCTHW(1, 2, 3, TensorLayout.NCHW),
    NTCHW(2, 1, 3, TensorLayout.NCHW),
    NTHWC(4, 1, 2, TensorLayout.NHWC),
    /** No time: the model looks at one frame, whose layout is the key {@code layout}. */
    FRAME(0, 0, 0, TensorLayout.NCHW);

    private final int channels;
    private final int time;
    private final int rows;
    private final TensorLayout frame;

    ClipLayout(int channels, int time, int rows, TensorLayout frame) {
        this.channels = channels;
        this.time = time;
        this.rows = rows;
        this.frame = frame;
    }

    /** The name in model descriptions. */
    String id() {
        return this == FRAME ? "frame" : name();
    }

    static Optional<ClipLayout> ofId(String id) {
        return Arrays.stream(values())
                .filter(layout -> layout.id().toUpperCase(Locale.ROOT).equals(id.toUpperCase(Locale.ROOT)))
                .findFirst();
    }

    /** Whether the channels of a tensor of this shape can be where this layout has them; an open dimension may. */
    boolean fits(Shape shape) {
        if (this == FRAME) {
            return shape.rank() == 4;
        }
        return shape.rank() == 5 && (isChannels(shape.dim(channels)) || shape.dim(channels) == Shape.DYNAMIC);
    }

    /** Whether the shape says that its channels are where this layout has them. */
    boolean isDeclaredBy(Shape shape) {
        return this == FRAME ? shape.rank() == 4 : shape.rank() == 5 && isChannels(shape.dim(channels));
    }

    private static boolean isChannels(long dim) {
        return dim == 1 || dim == 3;
    }

    /** Frames in one pass, or {@link Shape#DYNAMIC}; 1 for a model that looks at one. */
    long length(Shape shape) {
        if (this == FRAME) {
            return 1;
        }
        return shape.isKnown() ? shape.dim(time) : Shape.DYNAMIC;
    }

    /** The same input without time: one frame of it. */
    TensorInfo frame(TensorInfo input, int openChannels) {
        if (this == FRAME) {
            return input;
        }
        Shape shape = input.shape();
        boolean known = shape.isKnown();
        long batch = known ? shape.dim(0) : Shape.DYNAMIC;
        long c = known && shape.dim(channels) != Shape.DYNAMIC ? shape.dim(channels) : openChannels;
        long h = known ? shape.dim(rows) : Shape.DYNAMIC;
        long w = known ? shape.dim(rows + 1) : Shape.DYNAMIC;
        Shape single = frame == TensorLayout.NCHW ? Shape.of(batch, c, h, w) : Shape.of(batch, h, w, c);
        return new TensorInfo(input.name(), input.type(), single);
    }

    /** The shape of a clip tensor, from the shape of a batch of frames. */
    Shape clip(Shape single, int length) {
        if (this == FRAME) {
            return single;
        }
        boolean planar = frame == TensorLayout.NCHW;
        long[] dims = new long[5];
        dims[0] = single.dim(0);
        dims[channels] = single.dim(planar ? 1 : 3);
        dims[time] = length;
        dims[rows] = single.dim(planar ? 2 : 1);
        dims[rows + 1] = single.dim(planar ? 3 : 2);
        return Shape.of(dims);
    }
}
