package dev.visiontask.classification.text;

import dev.visiontask.internal.Nearest;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which classes may be read. */
final class AllowedCharacters {
    private AllowedCharacters() {}

    /**
     * Whether each class may be read; null if all may.
     *
     * @throws IllegalArgumentException for a character that the model does not know
     */
    static boolean @Nullable [] of(TextRecognitionOptions options, List<String> texts, int blank) {
        Set<String> wanted = options.allowed();
        if (wanted == null) {
            return null;
        }
        for (String character : wanted) {
            if (!texts.contains(character)) {
                throw new IllegalArgumentException("Expected only characters of the model, found: " + character + " ("
                        + Character.getName(character.codePointAt(0)) + ")." + Nearest.hint(character, texts));
            }
        }
        boolean[] allowed = new boolean[texts.size()];
        for (int i = 0; i < allowed.length; i++) {
            allowed[i] = i == blank || wanted.contains(texts.get(i));
        }
        return allowed;
    }
}
