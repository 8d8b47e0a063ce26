/**
 * Tracking: objects that a detector found frame by frame get identities that last over a video. Counters tell who crossed
 * a line or was in a zone, and figures tell how good the tracks are.
 *
 * <pre>{@code
 * Tracker tracker = Tracker.create();                    // one for each video
 * LineCounter gate = new LineCounter(new Spot(0, 300), new Spot(640, 300));
 * for (Detections detections : detectionsOfEachFrame) {
 *     Tracks tracks = tracker.update(detections);
 *     gate.update(tracks);
 *     tracks.forEach(track -> System.out.println(track.id() + " " + track.label() + " " + track.box()));
 * }
 * System.out.println(gate.count(CrossingDirection.LEFT_TO_RIGHT));
 * }</pre>
 */
@NullMarked
package dev.visiontask.detection.tracking;

import org.jspecify.annotations.NullMarked;
