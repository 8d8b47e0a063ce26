/**
 * Tracking: objects that a detector found frame by frame get identities that last over a video.
 *
 * <pre>{@code
 * Tracker tracker = Tracker.create();                    // one for each video
 * for (Detections detections : detectionsOfEachFrame) {
 *     Tracks tracks = tracker.update(detections);
 *     tracks.forEach(track -> System.out.println(track.id() + " " + track.label() + " " + track.box()));
 * }
 * }</pre>
 */
@NullMarked
package dev.visiontask.detection.tracking;

import org.jspecify.annotations.NullMarked;
