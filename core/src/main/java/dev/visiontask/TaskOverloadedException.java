package dev.visiontask;

/**
 * More calls wait for their turn than the task takes; this one was not begun. Send it again later, or send calls more
 * slowly.
 */
public final class TaskOverloadedException extends VisionException {
    private static final long serialVersionUID = 1L;

    /** With a message that says how many calls may wait. */
    public TaskOverloadedException(String message) {
        super(message, null);
    }
}
