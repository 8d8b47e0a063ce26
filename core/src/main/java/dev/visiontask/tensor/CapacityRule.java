package dev.visiontask.tensor;

/**
 * How large a piece of memory is that serves needs of different size, one after the other. It is the one rule by which this
 * library keeps memory outside the Java heap:
 *
 * <ul>
 *   <li>It starts at what is needed, and stays as it is as long as the need fits.
 *   <li>A larger need makes it grow: to that need the first time, and by half at least from the second time on, so that
 *       needs that grow little by little do not cost new memory each time.
 *   <li>When {@value #PATIENCE} uses in a row needed less than a quarter of it each, it shrinks to the largest of these
 *       needs. Memory of at most 1 MiB stays.
 *   <li>If it has to grow again soon after it shrank, it waits twice as long before it shrinks the next time: large and
 *       small needs that take turns end with memory that fits all of them.
 * </ul>
 *
 * <p>So memory is at most one and a half times the largest need, goes back when needs stay small, and needs that come back
 * cost nothing. Counts only; owns no memory. Used by one thread at a time.
 */
public final class CapacityRule {
    /** Uses in a row that must be far smaller than the memory before it shrinks for the first time. */
    public static final int PATIENCE = 8;

    private static final int MAX_PATIENCE = 1024;
    private static final int SOON = 64;
    private static final long ALWAYS_KEPT = 1 << 20;

    private final long most;
    private long capacity;
    private long largest;
    private int growths;
    private int smallUses;
    private int patience = PATIENCE;
    /** Whether it has not grown since it shrank. */
    private boolean hasShrunk;

    private long sinceShrunk;

    /** For one Java buffer, which has at most {@link Integer#MAX_VALUE} bytes. */
    public CapacityRule() {
        this(Integer.MAX_VALUE);
    }

    /** For memory that has at most {@code most} bytes, unless a single need is larger. */
    public CapacityRule(long most) {
        this.most = most;
    }

    /** The bytes that the memory should have now. */
    public long capacity() {
        return capacity;
    }

    /** Makes room for a use of so many bytes; the capacity is at least that afterwards. */
    public void grow(long needed) {
        if (needed <= capacity) {
            return;
        }
        if (hasShrunk) {
            boolean isSoon = sinceShrunk < (long) SOON * patience;
            patience = isSoon ? Math.min(MAX_PATIENCE, 2 * patience) : PATIENCE;
            hasShrunk = false;
        }
        smallUses = 0;
        long roomy = growths > 1 ? capacity + capacity / 2 : needed;
        growths++;
        capacity = Math.max(needed, Math.min(roomy, most));
    }

    /** Counts a use that needed so many bytes; the capacity may become smaller, but never less than that. */
    public void used(long needed) {
        sinceShrunk++;
        if (capacity <= ALWAYS_KEPT || needed >= capacity / 4) {
            smallUses = 0;
            return;
        }
        largest = smallUses == 0 ? needed : Math.max(largest, needed);
        smallUses++;
        if (smallUses >= patience) {
            capacity = largest;
            growths = 1;
            smallUses = 0;
            hasShrunk = true;
            sinceShrunk = 0;
        }
    }

    /** Says that the memory has so many bytes, since there was no room for more; or none at all. */
    public void set(long bytes) {
        capacity = bytes;
        smallUses = 0;
    }
}
