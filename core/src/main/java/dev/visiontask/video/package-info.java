/**
 * Videos as frames, image tasks over them, and new videos. {@link dev.visiontask.video.Frames} opens a video, an image
 * folder or a camera, and creates files; {@link dev.visiontask.video.ImageTask#stream} runs a task over frames.
 */
@NullMarked
package dev.visiontask.video;

import org.jspecify.annotations.NullMarked;
