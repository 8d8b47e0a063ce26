package dev.visiontask.detection;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Models whose outputs have one layout.
 *
 * @param name the value of the key {@code decoder}
 * @param matches whether names and shapes look like those of this family; strict, because two that match are an error
 *     unless the numbers decide
 * @param layout how the outputs are read; throws {@link dev.visiontask.ModelFormatException} if they do not fit
 * @param keys which of {@link LayoutKeys#ALL} it understands
 * @param contradiction what in the model's numbers for noise cannot be of this family, in words; empty for nothing
 */
record Family(
        String name,
        Predicate<ModelOutputs> matches,
        Function<ModelOutputs, Layout> layout,
        Set<String> keys,
        Function<ModelOutputs, Optional<String>> contradiction) {
    /** Of models that are known by names and shapes alone. */
    Family(String name, Predicate<ModelOutputs> matches, Function<ModelOutputs, Layout> layout, Set<String> keys) {
        this(name, matches, layout, keys, outputs -> Optional.empty());
    }
}
