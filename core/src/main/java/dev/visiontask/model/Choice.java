package dev.visiontask.model;

import dev.visiontask.UnsupportedOptionException;
import dev.visiontask.internal.Nearest;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * A key whose value is one of a few names; upper and lower case are the same.
 *
 * @param byName the values by their names in lower case
 */
record Choice<T>(Map<String, T> byName) {
    static <E extends Enum<E>> Choice<E> of(Class<E> type, Function<E, String> name) {
        Map<String, E> byName = new LinkedHashMap<>();
        for (E constant : type.getEnumConstants()) {
            byName.put(name.apply(constant).toLowerCase(Locale.ROOT), constant);
        }
        return new Choice<>(byName);
    }

    /** The value of {@code key}, which is there. */
    T read(Facts facts, String key) {
        String name = facts.text(key).orElseThrow().toLowerCase(Locale.ROOT);
        T value = byName.get(name);
        if (value == null) {
            throw new UnsupportedOptionException("Expected one of " + String.join(", ", byName.keySet()) + " for "
                    + facts.model() + ", found " + facts.quote(key) + "." + Nearest.hint(name, byName.keySet()));
        }
        return value;
    }
}
