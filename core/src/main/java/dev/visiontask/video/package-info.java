/**
 * Videos as frames, and image tasks over them. {@link dev.visiontask.video.Frames} opens a video, an image folder or a
 * camera, {@link dev.visiontask.video.ImageTask#stream} runs a task over its frames.
 */
@NullMarked
package dev.visiontask.video;

import org.jspecify.annotations.NullMarked;
