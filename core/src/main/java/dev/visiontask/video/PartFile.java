package dev.visiontask.video;

import dev.visiontask.OutputException;
import dev.visiontask.internal.Interrupts;
import dev.visiontask.internal.PathHint;
import dev.visiontask.internal.PrivateFolder;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A file under a temporary name beside its own, so that nobody sees half of it, and an older file of that name stays until
 * the new one is whole. Writers seek in their file and may be native code; so a file of another file system is written to a
 * private folder first, and copied to its temporary name when it is whole.
 */
final class PartFile {
    private static final int TRIES = 100;

    private final Path target;
    private final Path part;
    private final Path written;
    private final @Nullable PrivateFolder folder;

    private PartFile(Path target, Path part, Path written, @Nullable PrivateFolder folder) {
        this.target = target;
        this.part = part;
        this.written = written;
        this.folder = folder;
    }

    /**
     * Creates the file, empty.
     *
     * @throws OutputException if the folder is not there or cannot be written to
     */
    static PartFile create(Path target) {
        if (Files.isDirectory(target)) {
            throw new OutputException(target + ": expected the name of a file to write, found a folder");
        }
        SecureRandom random = new SecureRandom();
        for (int i = 0; i < TRIES; i++) {
            String end = HexFormat.of().toHexDigits(random.nextInt());
            Path part = target.resolveSibling(target.getFileName() + "." + end + ".part");
            try {
                // Not a temporary file of the JDK, which only its owner may read.
                return of(target, Files.createFile(part));
            } catch (FileAlreadyExistsException e) {
                // Another number.
            } catch (IOException | UnsupportedOperationException | IllegalStateException e) {
                // Unsupported is what a read-only file system says, and an illegal state what a closed one says.
                throw new OutputException(
                        target + ": expected a folder that exists and can be written to, but creating a file failed: "
                                + e + PathHint.of(target),
                        e);
            }
        }
        throw new OutputException(target + ": no free temporary name beside it");
    }

    private static PartFile of(Path target, Path part) {
        if (!PrivateFolder.isNeededFor(target)) {
            return new PartFile(target, part, part, null);
        }
        PrivateFolder folder = null;
        PartFile file = null;
        try {
            folder = PrivateFolder.create();
            file = new PartFile(target, part, folder.createFile("video"), folder);
            return file;
        } catch (IOException e) {
            throw new OutputException(target + ": " + e.getMessage(), e);
        } finally {
            if (file == null) {
                discard(part, folder);
            }
        }
    }

    /** Where to write, in the default file system. */
    Path path() {
        return written;
    }

    /** Gives the file its own name, in the place of an older one. */
    void keep() {
        try {
            if (folder != null) {
                Interrupts.deferred(() -> Files.copy(written, part, StandardCopyOption.REPLACE_EXISTING));
            }
            move();
        } catch (IOException | UnsupportedOperationException | IllegalStateException e) {
            throw new OutputException(
                    target + ": the video is complete, but cannot get its name: " + e + "; it is in " + written
                            + (folder == null ? "" : " until the program ends"),
                    e);
        }
        if (folder != null) {
            folder.close();
        }
    }

    private void move() throws IOException {
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException | FileAlreadyExistsException | UnsupportedOperationException e) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Deletes it. */
    void discard() {
        discard(part, folder);
    }

    private static void discard(Path part, @Nullable PrivateFolder folder) {
        if (folder != null) {
            folder.close();
        }
        try {
            Files.deleteIfExists(part);
        } catch (IOException | UnsupportedOperationException | IllegalStateException e) {
            throw new OutputException(part + ": an unfinished video cannot be deleted: " + e, e);
        }
    }
}
