package dev.visiontask.preprocess;

/** The order of the dimensions of an image tensor. */
public enum TensorLayout {
    /** Batch, channels, rows, columns. */
    NCHW,
    /** Batch, rows, columns, channels. */
    NHWC
}
