package dev.visiontask.classification.text;

import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a line is read. What is not set here is taken from the options of the recogniser. */
public final class TextRecognitionOptions {
    /** Sets nothing. */
    public static final TextRecognitionOptions NONE = builder().build();

    private final @Nullable Set<String> allowed;

    private TextRecognitionOptions(Builder builder) {
        this.allowed = builder.allowed == null ? null : Set.copyOf(builder.allowed);
    }

    /** A builder that has nothing set. */
    public static Builder builder() {
        return new Builder();
    }

    /** The characters that may be read; null for all. */
    @Nullable
    Set<String> allowed() {
        return allowed;
    }

    /** These options where they are set, else the others. */
    TextRecognitionOptions orElse(TextRecognitionOptions others) {
        return allowed == null ? others : this;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TextRecognitionOptions that && Objects.equals(allowed, that.allowed);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(allowed);
    }

    /** Collects options. Not for use by several threads. */
    public static final class Builder {
        private @Nullable Set<String> allowed;

        private Builder() {}

        /**
         * Only these characters are read, such as {@code "0123456789"} of a meter; where another one is the likeliest, the best
         * of these or none is taken. Each must be one of the model's.
         */
        public Builder allow(String characters) {
            if (characters.isEmpty()) {
                throw new IllegalArgumentException("Expected at least one character that may be read, found none");
            }
            Set<String> all = new LinkedHashSet<>();
            characters.codePoints().forEach(character -> all.add(Character.toString(character)));
            allowed = all;
            return this;
        }

        /** The options. */
        public TextRecognitionOptions build() {
            return new TextRecognitionOptions(this);
        }
    }
}
