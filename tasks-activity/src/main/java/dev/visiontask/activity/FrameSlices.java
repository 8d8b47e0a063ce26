package dev.visiontask.activity;

import dev.visiontask.ImageSize;
import java.util.List;

/**
 * One frame as 8-bit samples of the model's size.
 *
 * @param index the number of the frame in its video
 * @param size of each part
 * @param parts the samples of each crop, in the layout of a frame without the batch
 */
record FrameSlices(long index, ImageSize size, List<byte[]> parts) {}
