/**
 * Reads and writes videos with FFmpeg; found by the service loader, so that nothing here is called by name.
 *
 * <p>FFmpeg is the LGPL build of {@code org.bytedeco:ffmpeg}. Its own log is switched off; what it has to say about a
 * broken video is in the exceptions and in {@link dev.visiontask.video.FrameCounts}.
 */
@NullMarked
package dev.visiontask.video.ffmpeg;

import org.jspecify.annotations.NullMarked;
