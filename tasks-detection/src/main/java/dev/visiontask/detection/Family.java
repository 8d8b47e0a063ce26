package dev.visiontask.detection;

import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Models whose outputs have one layout.
 *
 * @param name the value of the key {@code decoder}
 * @param matches whether outputs look like those of this family; strict, because two that match are an error
 * @param layout how the outputs are read; throws {@link dev.visiontask.ModelFormatException} if they do not fit
 * @param keys which of {@link ModelOutputs#LAYOUT_KEYS} it understands
 */
record Family(String name, Predicate<ModelOutputs> matches, Function<ModelOutputs, Layout> layout, Set<String> keys) {
    /** Of models whose layout never differs. */
    Family(String name, Predicate<ModelOutputs> matches, Function<ModelOutputs, Layout> layout) {
        this(name, matches, layout, Set.of());
    }
}
