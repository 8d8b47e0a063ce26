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
 * @param summary what came out, a few lines
 * @param sections one a model; at least one
 */
record Report(String title, String summary, List<Section> sections) {
    /** Copies the list. */
    Report {
        sections = List.copyOf(sections);
    }

    /** A report of one model. */
    static Report of(String title, String summary, List<Card> cards, Table table, Engine engine) {
        return new Report(
                title, summary, List.of(new Section("Pictures", "", List.of(), cards, table, List.of(engine))));
    }

    /**
     * What was asked of one model.
     *
     * @param title the heading
     * @param summary what came out, a few lines; may be empty
     * @param legend the classes whose colours are drawn, by index; may be empty
     * @param cards the pictures with their answers
     * @param table all answers
     * @param engines the engines that were asked
     */
    record Section(
            String title, String summary, List<String> legend, List<Card> cards, Table table, List<Engine> engines) {
        /** Copies the lists. */
        Section {
            legend = List.copyOf(legend);
            cards = List.copyOf(cards);
            engines = List.copyOf(engines);
        }
    }

    /**
     * One picture.
     *
     * @param picture the file
     * @param badge the answer in a few words, shown on the picture
     * @param tone what the badge means
     * @param bars scores, each with its name
     * @param error why there is no answer, or null
     * @param drawings what is drawn onto the picture, side by side; the picture itself if empty
     */
    record Card(
            Path picture,
            String badge,
            Tone tone,
            List<Bar> bars,
            @Nullable String error,
            List<Drawing> drawings) {
        /** Copies the lists. */
        Card {
            bars = List.copyOf(bars);
            drawings = List.copyOf(drawings);
        }
    }

    /**
     * One way to draw on a picture.
     *
     * @param caption what is drawn, where there are several; may be empty
     * @param draw draws
     */
    record Drawing(String caption, Consumer<Overlay> draw) {}

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
