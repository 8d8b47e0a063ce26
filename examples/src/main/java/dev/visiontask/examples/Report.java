package dev.visiontask.examples;

import dev.visiontask.ImageSource;
import dev.visiontask.TaskInfo;
import dev.visiontask.draw.Overlay;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
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
     * @param cards the pictures or videos with their answers
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
     * One picture or video.
     *
     * @param file its name is the heading
     * @param badge the answer in a few words, shown on the picture
     * @param tone what the badge means
     * @param bars scores, each with its name
     * @param error why there is no answer, or null
     * @param shots what is shown, side by side
     */
    record Card(
            Path file,
            String badge,
            Tone tone,
            List<Bar> bars,
            @Nullable String error,
            List<Shot> shots) {
        /** Copies the lists. */
        Card {
            bars = List.copyOf(bars);
            shots = List.copyOf(shots);
        }
    }

    /**
     * A picture on a card.
     *
     * @param caption what it shows, where there are several; may be empty
     * @param picture asked for when the report is written; what cannot be read is said to be so
     * @param draw draws on it, or null
     * @param edge how large it is shown at most when it is enlarged, in pixels
     */
    record Shot(
            String caption,
            Supplier<ImageSource> picture,
            @Nullable Consumer<Overlay> draw,
            int edge) {
        private static final int EDGE = 480;
        /** What is drawn should be readable. */
        private static final int LARGE_EDGE = 1000;

        /** A picture file, drawn onto or as it is. */
        static Shot of(Path picture, @Nullable Consumer<Overlay> draw) {
            return new Shot("", () -> ImageSource.of(picture), draw, draw == null ? EDGE : LARGE_EDGE);
        }

        /** A picture file that is drawn onto in one of several ways. */
        static Shot of(String caption, Path picture, Consumer<Overlay> draw) {
            return new Shot(caption, () -> ImageSource.of(picture), draw, LARGE_EDGE);
        }

        /** A picture that is put together for the report. */
        static Shot made(Supplier<ImageSource> picture) {
            return new Shot("", picture, null, LARGE_EDGE);
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
