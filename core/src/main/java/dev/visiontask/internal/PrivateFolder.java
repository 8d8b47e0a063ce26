package dev.visiontask.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A folder of this program alone, in the temporary folder, for files that native code must open by name: copies of what
 * lies in an archive, in memory or in the cloud, and files on their way there. Nobody else may read it (0700, its files
 * 0600, where the system has such permissions). It is deleted when it is closed, at the latest when the program ends.
 */
public final class PrivateFolder implements AutoCloseable {
    private static final int CHUNK = 1 << 16;
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private final Path folder;

    private PrivateFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * A new one, empty.
     *
     * @throws IOException if the temporary folder cannot be written to; the message names it and the setting
     */
    public static PrivateFolder create() throws IOException {
        Hook.install();
        Path parent = parent();
        try {
            // Only for its owner, as the JDK promises.
            Path folder = Files.createTempDirectory(parent, "visiontask-");
            OPEN.add(folder);
            return new PrivateFolder(folder);
        } catch (IOException e) {
            throw new IOException(
                    "a folder cannot be made in the temporary folder " + parent + " (-Djava.io.tmpdir sets another): "
                            + e,
                    e);
        }
    }

    private static Path parent() {
        return Path.of(System.getProperty("java.io.tmpdir", ".")).toAbsolutePath();
    }

    /** Whether native code cannot open a file by its path's text, because it lies in another file system than usual. */
    public static boolean isNeededFor(Path path) {
        return !path.getFileSystem().equals(FileSystems.getDefault());
    }

    /** A place in the folder, by names with slashes between them; its parent folders are made. */
    public Path resolve(String name) throws IOException {
        Path place;
        try {
            place = folder.resolve(name).normalize();
        } catch (InvalidPathException e) {
            throw new IOException("this system has no file of the name " + name, e);
        }
        if (!place.startsWith(folder) || place.equals(folder)) {
            throw new IOException("expected a name inside a folder, found: " + name);
        }
        Path parent = place.getParent();
        if (parent == null) {
            throw new NotDirectoryException(name);
        }
        Files.createDirectories(parent);
        return place;
    }

    /**
     * Copies a file.
     *
     * @param from of any file system
     * @param name in this folder, with slashes between names
     * @return the copy
     * @throws IOException if reading or writing fails; the message tells which
     */
    public Path copy(Path from, String name) throws IOException {
        Path to = createFile(name);
        try {
            Interrupts.deferred(() -> fill(from, to));
        } catch (RuntimeException e) {
            // Providers of others fail in ways of their own: closed, unsupported, the cloud's exceptions.
            throw new IOException("reading failed: " + e, e);
        }
        return to;
    }

    private Path fill(Path from, Path to) throws IOException {
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = Files.newInputStream(from);
                OutputStream out = Files.newOutputStream(to)) {
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                write(out, chunk, count, from);
            }
        }
        return to;
    }

    private void write(OutputStream out, byte[] chunk, int count, Path from) throws IOException {
        try {
            out.write(chunk, 0, count);
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(
                    "native code needs a copy of it in the temporary folder " + parent()
                            + " (-Djava.io.tmpdir sets another), where writing " + Files.size(from)
                            + " bytes failed with " + Files.getFileStore(folder).getUsableSpace()
                            + " bytes left: " + e,
                    e);
        }
    }

    /** An empty file. */
    public Path createFile(String name) throws IOException {
        return Files.createFile(resolve(name), onlyOwner());
    }

    private FileAttribute<?>[] onlyOwner() throws IOException {
        return Files.getFileStore(folder).supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** Deletes the folder and what is in it; what is in use (on Windows) when the program ends. Twice is harmless. */
    @Override
    public void close() {
        if (delete(folder)) {
            OPEN.remove(folder);
        }
    }

    private static boolean delete(Path folder) {
        if (!Files.exists(folder)) {
            return true;
        }
        try {
            List<Path> deepestFirst;
            try (Stream<Path> all = Files.walk(folder)) {
                deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path each : deepestFirst) {
                Files.deleteIfExists(each);
            }
            return true;
        } catch (IOException | UncheckedIOException inUse) {
            return false;
        }
    }

    /** What is left when the program ends. */
    private static final class Hook {
        static {
            try {
                Runtime.getRuntime()
                        .addShutdownHook(new Thread(() -> OPEN.forEach(PrivateFolder::delete), "visiontask-cleanup"));
            } catch (IllegalStateException ending) {
                // Too late to promise anything.
            }
        }

        private Hook() {}

        static void install() {}
    }
}
