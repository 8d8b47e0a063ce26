package dev.visiontask.internal;

import dev.visiontask.ModelNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One model on its way from a jar into the {@link CacheFolder}, for engines that want files. The folder is filled under a name of its own and then renamed, so
 * that other threads and programs see it whole or not at all; if two do so at once, the first one wins.
 */
public final class ModelCopy {
    private static final int ATTEMPTS = 10;
    private static final int HASH_DIGITS = 16;

    /** Where a file's bytes come from. */
    @FunctionalInterface
    public interface Opener {
        /** The bytes of the file of this name, from the start. */
        InputStream open(String name) throws IOException;
    }

    private final String kind;
    private final String id;
    private final SortedMap<String, String> hashes;
    private final Opener opener;

    /**
     * A copy to be made.
     *
     * @param kind the folder of the cache
     * @param id what the folder of the copy is called, before a number made of its content
     * @param hashes the SHA-256 of each file by its name, 64 hexadecimal digits in lower case
     * @param opener where the bytes come from
     */
    public ModelCopy(String kind, String id, SortedMap<String, String> hashes, Opener opener) {
        this.kind = kind;
        this.id = id;
        this.hashes = hashes;
        this.opener = opener;
    }

    /**
     * The SHA-256 of each file, by its name.
     *
     * @throws ModelNotFoundException if one cannot be read
     */
    public static SortedMap<String, String> hashes(Collection<String> names, Opener opener) {
        SortedMap<String, String> hashes = new TreeMap<>();
        for (String name : names) {
            try (InputStream in = opener.open(name)) {
                hashes.put(name, sha256(in.readAllBytes()));
            } catch (IOException failure) {
                throw new ModelNotFoundException(
                        "Expected a readable resource " + name + " on the class path, found: " + failure, failure);
            }
        }
        return hashes;
    }

    /**
     * The complete copy below {@code cache}, made if it is not there or damaged.
     *
     * @throws ModelNotFoundException if it cannot be made
     */
    public Path into(Path cache) {
        Path target = cache.resolve(kind).resolve(id + "-" + contentHash());
        try {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                if (isComplete(target) || publish(target)) {
                    return target;
                }
            }
        } catch (IOException failure) {
            throw new ModelNotFoundException(
                    "Expected to copy the model " + id + " to " + target + ", found: " + failure
                            + ". Set the system property " + CacheFolder.PROPERTY + " to a writable folder.",
                    failure);
        }
        throw new ModelNotFoundException("Expected the files of the model " + id + " in " + target
                + ", found others that keep coming back. Delete that folder.");
    }

    /** Fills a folder and renames it; false if there was another one in the way, which is then moved aside. */
    private boolean publish(Path target) throws IOException {
        Path parent = Files.createDirectories(target.resolveSibling(""));
        Path filling = Files.createTempDirectory(parent, "." + id + "-");
        try {
            fill(filling);
            Files.move(filling, target, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (FileAlreadyExistsException taken) {
            return setAside(target);
        } catch (FileSystemException failure) {
            if (Files.exists(target)) {
                return setAside(target);
            }
            throw failure;
        } finally {
            delete(filling);
        }
    }

    /** Frees the name if what is there is broken. */
    private boolean setAside(Path target) throws IOException {
        if (isComplete(target)) {
            return true;
        }
        Path aside = Files.createTempDirectory(target.resolveSibling(""), "." + id + "-broken-");
        try {
            Files.move(target, aside.resolve("was"), StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException gone) {
            // Another program was faster; the next attempt sees what it left.
            return false;
        } finally {
            delete(aside);
        }
        return false;
    }

    private void fill(Path folder) throws IOException {
        for (Map.Entry<String, String> file : hashes.entrySet()) {
            Path path = folder.resolve(file.getKey()).normalize();
            if (!path.startsWith(folder)) {
                throw new IOException("a file name that leaves the folder: " + file.getKey());
            }
            Files.createDirectories(path.resolveSibling(""));
            try (InputStream in = opener.open(file.getKey())) {
                Files.copy(in, path);
            }
            String found = sha256(Files.readAllBytes(path));
            if (!found.equals(file.getValue())) {
                throw new IOException("SHA-256 " + found + " of " + file.getKey() + ", not " + file.getValue()
                        + "; the jar is damaged");
            }
        }
    }

    private boolean isComplete(Path folder) throws IOException {
        for (Map.Entry<String, String> file : hashes.entrySet()) {
            Path path = folder.resolve(file.getKey());
            if (!Files.isRegularFile(path) || !sha256(Files.readAllBytes(path)).equals(file.getValue())) {
                return false;
            }
        }
        return true;
    }

    private String contentHash() {
        StringBuilder all = new StringBuilder();
        hashes.forEach((name, hash) -> all.append(hash).append(' ').append(name).append('\n'));
        return sha256(all.toString().getBytes(StandardCharsets.UTF_8)).substring(0, HASH_DIGITS);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> paths = Files.walk(folder)) {
            deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }
}
