package dev.visiontask.examples;

import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Shows how far a piece of work has come: on a terminal as one line that is drawn over, elsewhere as a line every ten
 * seconds and one at the end. Used by one thread.
 */
final class ProgressBar implements AutoCloseable {
    private static final int CELLS = 30;
    private static final long REDRAW_NANOS = 50_000_000;
    private static final long LINE_NANOS = 10_000_000_000L;

    private final Terminal terminal;
    private final String title;
    private final int total;
    private final LongSupplier nanoTime;
    private final long start;
    private long shown;
    private int done;

    /**
     * A bar at its start.
     *
     * @param total how many there are to do; 0 if that is unknown
     */
    ProgressBar(Terminal terminal, String title, int total) {
        this(terminal, title, total, System::nanoTime);
    }

    ProgressBar(Terminal terminal, String title, int total, LongSupplier nanoTime) {
        this.terminal = terminal;
        this.title = title;
        this.total = total;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
        this.shown = start;
        if (terminal.interactive()) {
            show();
        }
    }

    /** One more is done. */
    void step() {
        done++;
        long interval = terminal.interactive() ? REDRAW_NANOS : LINE_NANOS;
        if (done != total && nanoTime.getAsLong() - shown >= interval) {
            show();
        }
    }

    /** Shows where the work ended. */
    @Override
    public void close() {
        show();
        if (terminal.interactive()) {
            terminal.err().println();
        }
    }

    private void show() {
        shown = nanoTime.getAsLong();
        double seconds = (shown - start) / 1e9;
        String of = total == 0 ? "" : " of " + total;
        String count = String.format(Locale.ROOT, "%d%s, %.1f s", done, of, seconds);
        if (terminal.interactive()) {
            int filled = total == 0 ? 0 : (int) Math.min(CELLS, (long) CELLS * done / total);
            terminal.err().print("\r" + title + " [" + "#".repeat(filled) + ".".repeat(CELLS - filled) + "] " + count);
            terminal.err().flush();
        } else {
            terminal.err().println(title + ": " + count);
        }
    }
}
