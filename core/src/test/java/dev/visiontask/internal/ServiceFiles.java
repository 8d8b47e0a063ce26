package dev.visiontask.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder of the class path with service files, seen by the calling thread until it is closed. */
public final class ServiceFiles implements AutoCloseable {
    private final Path folder;
    private final ClassLoader before = Thread.currentThread().getContextClassLoader();
    private final URLClassLoader loader;

    /** An empty one. */
    public ServiceFiles(Path folder) {
        this.folder = folder;
        try {
            loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, before);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.currentThread().setContextClassLoader(loader);
    }

    /** With providers of a kind, a line each. */
    public ServiceFiles with(Class<?> kind, String... lines) {
        return withFile("META-INF/services/" + kind.getName(), String.join("\n", lines));
    }

    /** With any file. */
    public ServiceFiles withFile(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.resolveSibling(""));
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        Thread.currentThread().setContextClassLoader(before);
        try {
            loader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
