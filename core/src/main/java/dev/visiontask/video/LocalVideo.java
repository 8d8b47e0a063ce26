package dev.visiontask.video;

import dev.visiontask.BadInputException;
import dev.visiontask.internal.PrivateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A video where its provider can open it by name: as it is, or, if it is a file in an archive or another file system, a
 * private copy. Native code seeks in a file, which such file systems offer by holding all of it in memory, if at all; a
 * copy costs its size on the disk once, and any provider can read it.
 *
 * @param location for the provider; its name is the caller's
 * @param copy to be closed after the provider's reader; null if there is none
 */
record LocalVideo(VideoLocation location, @Nullable PrivateFolder copy) {
    /**
     * Copies a file that is not a plain one.
     *
     * @throws BadInputException if it cannot be copied
     */
    static LocalVideo of(VideoLocation location) {
        Path path = location.path();
        if (path == null || !PrivateFolder.isNeededFor(path) || !Files.isRegularFile(path)) {
            return new LocalVideo(location, null);
        }
        PrivateFolder folder = null;
        LocalVideo local = null;
        try {
            folder = PrivateFolder.create();
            Path copy = folder.copy(path, String.valueOf(path.getFileName()));
            local = new LocalVideo(new VideoLocation(location.name(), copy, null, null), folder);
            return local;
        } catch (IOException e) {
            throw new BadInputException(location.name() + ": copying it to a plain file failed: " + e.getMessage(), e);
        } finally {
            if (local == null && folder != null) {
                folder.close();
            }
        }
    }

    /** Deletes the copy. */
    void close() {
        if (copy != null) {
            copy.close();
        }
    }
}
