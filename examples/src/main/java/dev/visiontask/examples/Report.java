package dev.visiontask.examples;

import dev.visiontask.TaskInfo;
import dev.visiontask.draw.Overlay;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What an HTML report shows; {@link HtmlReport} says how.
 *
 * @param title the heading
 * @param summary what came out, one sentence
 * @param cards the pictures with their answers
 * @param table all answers
 * @param engines the engines that were asked
 */
record Report(String title, String summary, List<Card> cards, Table table, List<Engine> engines) {
    /** Copies the lists. */
    Report {
        cards = List.copyOf(cards);
        engines = List.copyOf(engines);
    }

    /**
     * One picture.
     *
     * @param picture the file
     * @param badge the answer in a few words, shown on the picture
     * @param tone what the badge means
     * @param bars scores, each with its name
     * @param error why there is no answer, or null
     * @param drawing draws the answer onto the picture, or null
     */
    record Card(
            Path picture,
            String badge,
            Tone tone,
            List<Bar> bars,
            @Nullable String error,
            @Nullable Consumer<Overlay> drawing) {
        /** Copies the list. */
        Card {
            bars = List.copyOf(bars);
        }
    }

    /** Whether news are good. */
    enum Tone {
        /** Nothing is known about right or wrong. */
        PLAIN,
        /** As expected. */
        GOOD,
        /** Not as expected, or no answer. */
        BAD
    }

    /**
     * A score.
     *
     * @param name what scored
     * @param score from 0 to 1
     * @param note a few more words, or empty
     */
    record Bar(String name, float score, String note) {}

    /**
     * An engine.
     *
     * @param name its name
     * @param info what it ran; null if it did not
     * @param problem why it did not run; empty if it did
     */
    record Engine(String name, @Nullable TaskInfo info, String problem) {
        static Engine working(TaskInfo info) {
            return new Engine(info.backend(), info, "");
        }

        static Engine missing(String name, String problem) {
            return new Engine(name, null, problem);
        }
    }
}
