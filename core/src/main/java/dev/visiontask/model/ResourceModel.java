package dev.visiontask.model;

import dev.visiontask.ModelNotFoundException;
import dev.visiontask.internal.CacheFolder;
import dev.visiontask.internal.ModelCopy;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A model file among the resources of the class path, with what belongs to it. */
final class ResourceModel {
    private static final String SYMBOL = "-symbol.json";
    private static final String WEIGHTS = "-0000.params";

    /** What {@link ModelSpec#read} looks for beside a model file. */
    private static final List<String> DESCRIPTIONS =
            List.of("config.json", "preprocessor_config.json", "labels.txt", "README.md");

    private final ClassLoader loader;
    private final String directory;
    private final String file;

    private ResourceModel(ClassLoader loader, String name) {
        this.loader = loader;
        int slash = name.lastIndexOf('/');
        this.directory = name.substring(0, slash + 1);
        this.file = name.substring(slash + 1);
    }

    /** As the calling thread's loader sees it, this library's, or the program's. */
    static ResourceModel find(String name) {
        Set<ClassLoader> loaders = new LinkedHashSet<>();
        for (@Nullable
        ClassLoader loader : new @Nullable ClassLoader[] {
            Thread.currentThread().getContextClassLoader(),
            ResourceModel.class.getClassLoader(),
            ClassLoader.getSystemClassLoader()
        }) {
            if (loader != null) {
                loaders.add(loader);
            }
        }
        return find(name, List.copyOf(loaders));
    }

    static ResourceModel find(String name, List<ClassLoader> loaders) {
        String plain = name.startsWith("/") ? name.substring(1) : name;
        for (ClassLoader loader : loaders) {
            if (loader.getResource(plain) != null) {
                return new ResourceModel(loader, plain);
            }
        }
        throw new ModelNotFoundException(
                "Expected the resource " + plain + " on the class path, found none. Give the name of"
                        + " the model file as it is in its jar (jar tf lists them), and see that the jar is a dependency; in a"
                        + " module, resources of other modules' packages are hidden unless these are open.");
    }

    /** The folder of the file, if it is one; else of a copy. */
    ModelFolder folder() {
        URL url = loader.getResource(directory + file);
        if (url != null && url.getProtocol().equals("file")) {
            try {
                return ModelFolder.of(Path.of(new URI(url.toString())));
            } catch (URISyntaxException | IllegalArgumentException notAPath) {
                // It is read as a stream, then.
            }
        }
        Path copy = new ModelCopy("resources", file, ModelCopy.hashes(names(), this::open), this::open)
                .into(CacheFolder.choose());
        return ModelFolder.of(copy.resolve(file));
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        names.add(file);
        if (file.endsWith(SYMBOL)) {
            names.add(file.substring(0, file.length() - SYMBOL.length()) + WEIGHTS);
        }
        DESCRIPTIONS.stream()
                .filter(name -> loader.getResource(directory + name) != null && !name.equals(file))
                .forEach(names::add);
        return names;
    }

    private InputStream open(String name) throws IOException {
        URL url = loader.getResource(directory + name);
        if (url == null) {
            throw new IOException("no such resource");
        }
        URLConnection connection = url.openConnection();
        // The JDK would keep the jar open for good, and with it what was replaced on disk.
        connection.setUseCaches(false);
        return connection.getInputStream();
    }
}
