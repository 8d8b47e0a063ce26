package dev.visiontask.task;

import dev.visiontask.backend.Session;

/** A session with the preparer that fills it; serves one call at a time. */
final class Slot<I, C> {
    private final InputPreparer<I, C> preparer;
    private final Session session;

    /** Whether a call has gone all the way through: decoder, preprocessor, engine, reading of outputs. */
    private volatile boolean warm;

    private long counted;

    Slot(InputPreparer<I, C> preparer, Session session) {
        this.preparer = preparer;
        this.session = session;
    }

    InputPreparer<I, C> preparer() {
        return preparer;
    }

    Session session() {
        return session;
    }

    boolean isWarm() {
        return warm;
    }

    void markWarm() {
        if (!warm) {
            warm = true;
        }
    }

    /** Looks how many bytes outside the Java heap the slot holds now, and says how many more these are than last time. */
    long count() {
        long before = counted;
        counted = preparer.nativeBytes() + session.nativeBytes();
        return counted - before;
    }

    /** The bytes outside the Java heap when they were last counted. */
    long counted() {
        return counted;
    }

    void close() {
        Closing.all(preparer::close, session::close);
    }
}
