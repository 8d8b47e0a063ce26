package dev.visiontask.model;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.visiontask.ModelFormatException;
import dev.visiontask.ModelNotFoundException;
import dev.visiontask.backend.ModelFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads all sources of one model in the order of their strength. */
final class SpecReader {
    private final Path directory;
    private final ModelFile file;
    private final Set<String> taskKeys;
    private final Facts facts;

    SpecReader(ModelFolder folder, ModelFile file, Set<String> taskKeys) {
        this.directory = folder.directory();
        this.file = file;
        this.taskKeys = taskKeys;
        this.facts = new Facts(file.path().toString(), directory);
    }

    ModelSpec read(Map<String, ?> builder) {
        SpecKeys.check("the builder", builder.keySet(), taskKeys);
        BuilderReader.read(builder, facts);
        JsonObject config = ConfigReader.load(directory).orElseGet(JsonObject::new);
        JsonObject ours = ConfigReader.description(directory, config, facts);
        SpecKeys.check(
                "the object visiontask of " + directory.resolve(ConfigReader.FILE_NAME), ours.keySet(), taskKeys);
        labels();
        return ModelSpec.of(file, checkedHash(), facts);
    }

    private void labels() {
        Path labels = directory.resolve("labels.txt");
        if (Files.isRegularFile(labels)) {
            JsonArray list = new JsonArray();
            Json.readText(labels, 1 << 20).lines().forEach(list::add);
            facts.add(SpecKeys.LABELS, list, Layer.OTHER_FILE, "labels.txt");
        }
    }

    private String checkedHash() {
        String actual = sha256(file.path());
        facts.text(SpecKeys.SHA256).ifPresent(expected -> {
            if (!expected.toLowerCase(Locale.ROOT).equals(actual)) {
                throw new ModelFormatException("Expected the SHA-256 " + expected + " ("
                        + facts.find(SpecKeys.SHA256).map(Fact::origin).orElse("") + ") of " + file.path() + ", found "
                        + actual + ". The file is not the one that was described.");
            }
        });
        return actual;
    }

    static String sha256(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException failure) {
            throw new ModelNotFoundException("Expected a readable model file " + path + ", found: " + failure, failure);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
