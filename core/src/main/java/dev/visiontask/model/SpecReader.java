package dev.visiontask.model;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.visiontask.ModelFormatException;
import dev.visiontask.ModelNotFoundException;
import dev.visiontask.backend.ModelFile;
import dev.visiontask.backend.ModelFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads all sources of one model in the order of their strength. */
final class SpecReader {
    private static final Pattern FRACTION =
            Pattern.compile("\\s*(\\d{1,9}(?:\\.\\d{1,9})?)\\s*/\\s*(\\d{1,9}(?:\\.\\d{1,9})?)\\s*");

    private final Path directory;
    private final ModelFile file;
    private final ModelSpec.Opened opened;
    private final Facts facts;

    SpecReader(ModelFolder folder, ModelFile file, ModelSpec.Opened opened) {
        this.directory = folder.directory();
        this.file = file;
        this.opened = opened;
        this.facts = new Facts(file.path().toString(), directory);
    }

    ModelSpec read(Map<String, ?> builder) {
        BuilderReader.read(builder, facts);
        JsonObject config = ConfigReader.load(directory).orElseGet(JsonObject::new);
        JsonObject ours = ConfigReader.description(directory, config, facts);
        TaskNames.check(config, facts, opened.task());
        SpecKeys.check("the builder", builder.keySet(), opened.keys());
        SpecKeys.check(
                "the object visiontask of " + directory.resolve(ConfigReader.FILE_NAME), ours.keySet(), opened.keys());
        fraction();
        ProcessorReader.read(directory, config, facts);
        ConfigReader.common(config, facts);
        new LabelReader(directory, facts).read(config);
        OtherFiles.card(directory, facts);
        OtherFiles.serving(directory, facts);
        if (file.format().equals(ModelFormat.MXNET)) {
            MxnetSymbol.read(file.path(), facts);
        }
        return ModelSpec.of(file, checkedHash(), opened, facts);
    }

    /** {@code "1/255"} is easier to write than its decimals. */
    private void fraction() {
        Optional<Fact> factor = facts.find(SpecKeys.RESCALE_FACTOR);
        if (factor.isEmpty() || !(factor.get().value() instanceof JsonPrimitive text) || !text.isString()) {
            return;
        }
        Matcher matcher = FRACTION.matcher(text.getAsString());
        if (!matcher.matches() || Double.parseDouble(matcher.group(2)) == 0) {
            throw facts.wrongType(SpecKeys.RESCALE_FACTOR, "a number, or a fraction such as \"1/255\"", factor.get());
        }
        double value = Double.parseDouble(matcher.group(1)) / Double.parseDouble(matcher.group(2));
        facts.remove(SpecKeys.RESCALE_FACTOR);
        facts.add(
                SpecKeys.RESCALE_FACTOR,
                new JsonPrimitive(value),
                factor.get().layer(),
                factor.get().source());
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
