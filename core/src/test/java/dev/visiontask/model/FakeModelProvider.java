package dev.visiontask.model;

import java.nio.file.Path;
import java.util.Set;

/** A provider of one id, to see that providers are found. */
public final class FakeModelProvider implements ModelProvider {
    static final Path DIRECTORY = Path.of("target").toAbsolutePath();

    @Override
    public Set<String> ids() {
        return Set.of("fake-model");
    }

    @Override
    public Path locate(String id) {
        return DIRECTORY;
    }
}
