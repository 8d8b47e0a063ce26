package dev.visiontask.starter;

import dev.visiontask.ModelNotFoundException;
import dev.visiontask.internal.ModelCopy;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Models as resources: {@code SHA256SUMS} lists the files of all of them as {@code sha256sum} writes it, each file as
 * {@code ID/NAME}, because a class path cannot be listed.
 */
final class BundledModels {
    private static final String INDEX = "SHA256SUMS";

    private final @Nullable ClassLoader loader;
    private final String base;
    private final Supplier<Path> cache;

    /**
     * Models in the resource folder {@code base}.
     *
     * @param loader sees the resources; null for the bootstrap loader
     * @param cache gives the folder to copy into, when one is needed
     */
    BundledModels(@Nullable ClassLoader loader, String base, Supplier<Path> cache) {
        this.loader = loader;
        this.base = base;
        this.cache = cache;
    }

    Set<String> ids() {
        return index().keySet();
    }

    Path locate(String id) {
        SortedMap<String, String> files = index().get(id);
        if (files == null) {
            throw new IllegalArgumentException("Expected one of " + ids() + ", found: " + id);
        }
        Path inPlace = inPlace(id, files);
        if (inPlace != null) {
            return inPlace;
        }
        return new ModelCopy("starter", id, files, name -> open(id + "/" + name)).into(cache.get());
    }

    /** SHA-256 by file name by id. */
    private Map<String, SortedMap<String, String>> index() {
        Map<String, SortedMap<String, String>> index = new TreeMap<>();
        for (String line : read(INDEX).lines().toList()) {
            String[] parts = line.split(" [ *]", 2);
            int slash = line.lastIndexOf('/');
            if (parts.length != 2 || slash < 0) {
                throw new ModelNotFoundException("Expected lines \"SHA-256  ID/NAME\" in the resource " + base + "/"
                        + INDEX + ", found: " + line);
            }
            String[] path = parts[1].split("/", 2);
            index.computeIfAbsent(path[0], unused -> new TreeMap<>()).put(path[1], parts[0]);
        }
        return index;
    }

    private String read(String name) {
        try (InputStream in = open(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new ModelNotFoundException(
                    "Expected the resource " + base + "/" + name + " on the class path, found: " + failure, failure);
        }
    }

    private InputStream open(String name) throws IOException {
        URL url = url(name);
        if (url == null) {
            throw new IOException("no resource " + base + "/" + name);
        }
        return url.openStream();
    }

    private @Nullable URL url(String name) {
        String resource = base + "/" + name;
        return loader == null ? ClassLoader.getSystemResource(resource) : loader.getResource(resource);
    }

    /** The folder of the resources where they are plain files, such as {@code target/classes}. */
    private @Nullable Path inPlace(String id, SortedMap<String, String> files) {
        URL url = url(id + "/" + files.firstKey());
        if (url == null || !url.getProtocol().equals("file")) {
            return null;
        }
        try {
            Path folder = Path.of(new URI(url.toString())).getParent();
            boolean complete = folder != null
                    && files.keySet().stream().allMatch(name -> Files.isRegularFile(folder.resolve(name)));
            return complete ? folder : null;
        } catch (URISyntaxException notAFile) {
            return null;
        }
    }
}
