package dev.visiontask.backend.opencvdnn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.opencv.core.Core;

/** OpenCV has one thread pool a process; the open models ask for it together. */
final class DnnThreads {
    private static final List<Integer> WANTED = new ArrayList<>();
    private static int before;

    private DnnThreads() {}

    static synchronized void enter(int threads) {
        if (WANTED.isEmpty()) {
            before = Core.getNumThreads();
        }
        WANTED.add(threads);
        apply(Collections.max(WANTED));
    }

    static synchronized void leave(int threads) {
        WANTED.remove((Integer) threads);
        apply(WANTED.isEmpty() ? before : Collections.max(WANTED));
    }

    /** Setting the number builds the pool anew, even if it is the old one. */
    private static void apply(int threads) {
        if (Core.getNumThreads() != threads) {
            Core.setNumThreads(threads);
        }
    }
}
