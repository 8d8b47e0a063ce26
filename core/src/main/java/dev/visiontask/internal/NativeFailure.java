package dev.visiontask.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Why a native library did not load, from what its loader threw. */
public final class NativeFailure {
    private static final int BYTES_PER_MEBIBYTE = 1 << 20;

    private NativeFailure() {}

    /**
     * The innermost cause, since loaders wrap it into errors that say nothing ({@link ExceptionInInitializerError}), and
     * where a disk is full, how much room the temporary folder has.
     *
     * @return one sentence without its full stop
     */
    public static String reason(Throwable failure) {
        Throwable root = root(failure);
        String reason = root.getClass().getSimpleName() + ": " + root.getMessage();
        return isFullDisk(root) ? reason + room() : reason;
    }

    /** The innermost cause; the failure itself if it has none. */
    public static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static boolean isFullDisk(Throwable root) {
        String message = String.valueOf(root.getMessage());
        return root instanceof IOException
                && (message.contains("No space left") || message.contains("not enough space"));
    }

    private static String room() {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            return " (the temporary folder " + folder + " has " + free / BYTES_PER_MEBIBYTE + " MiB free)";
        } catch (IOException e) {
            return "";
        }
    }
}
