package dev.visiontask.video;

import dev.visiontask.OutputException;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * A file under a temporary name beside its own, so that nobody sees half of it, and an older file of that name stays until
 * the new one is whole.
 */
final class PartFile {
    private static final int TRIES = 100;

    private final Path target;
    private final Path part;

    private PartFile(Path target, Path part) {
        this.target = target;
        this.part = part;
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
                return new PartFile(target, Files.createFile(part));
            } catch (FileAlreadyExistsException e) {
                // Another number.
            } catch (IOException e) {
                throw new OutputException(
                        target + ": expected a folder that exists and can be written to, but creating a file failed: "
                                + e,
                        e);
            }
        }
        throw new OutputException(target + ": no free temporary name beside it");
    }

    /** Where to write. */
    Path path() {
        return part;
    }

    /** Gives the file its own name, in the place of an older one. */
    void keep() {
        try {
            try {
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new OutputException(
                    target + ": the video is complete, but cannot get its name: " + e + "; it is in " + part, e);
        }
    }

    /** Deletes it. */
    void discard() {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw new OutputException(part + ": an unfinished video cannot be deleted: " + e, e);
        }
    }
}
