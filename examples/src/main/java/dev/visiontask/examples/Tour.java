package dev.visiontask.examples;

import dev.visiontask.BackendNotFoundException;
import dev.visiontask.Outcome;
import dev.visiontask.VisionException;
import dev.visiontask.classification.ClassificationOptions;
import dev.visiontask.classification.Classifications;
import dev.visiontask.classification.ImageClassifier;
import dev.visiontask.examples.Report.Bar;
import dev.visiontask.examples.Report.Card;
import dev.visiontask.examples.Report.Tone;
import dev.visiontask.model.ModelRef;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The tour: the starter model answers the sample pictures on every engine, the engines' answers are compared, and a
 * report shows them.
 */
public final class Tour {
    private static final String MODEL = "page-orientation";
    private static final List<String> ENGINES = List.of("onnxruntime", "mxnet", "opencv-dnn");

    private final Terminal terminal;
    private final String model;
    private final List<String> engines;

    Tour(Terminal terminal, String model, List<String> engines) {
        this.terminal = terminal;
        this.model = model;
        this.engines = List.copyOf(engines);
    }

    /** Ends the process with 0 if the engines that work here agree, with 1 if not, with 2 without pictures. */
    public static void main(String[] args) throws IOException {
        Terminal terminal = Terminal.standard();
        int code;
        try {
            Path examples = ExamplesFolder.find();
            Path report = examples.resolve("target").resolve("report");
            code = new Tour(terminal, MODEL, ENGINES).run(SamplePictures.read(examples), report);
        } catch (UsageException e) {
            terminal.err().println("Tour: " + e.getMessage());
            code = ExitCode.USAGE;
        }
        terminal.exit(code);
    }

    /**
     * Takes the tour and gives its {@link ExitCode}.
     *
     * @param expected the pictures with their labels
     * @param folder where the report goes
     */
    int run(Map<Path, String> expected, Path folder) throws IOException {
        List<Path> pictures = List.copyOf(expected.keySet());
        List<EngineRun> all = engines.stream().map(name -> ask(name, pictures)).toList();
        List<EngineRun> working = all.stream().filter(EngineRun::isDone).toList();
        Table table = table(working);
        Agreement agreement = Agreement.of(working);
        String summary = summary(expected, all, agreement);
        terminal.out().print(table.toText());
        terminal.out().println("\n" + summary);
        Report report = new Report(
                "Tour: " + model,
                summary,
                List.of(new Report.Section(
                        "Pictures",
                        "",
                        cards(expected, working),
                        table,
                        all.stream().map(EngineRun::engine).toList())));
        terminal.out().println("report: " + new HtmlReport(folder).write(report));
        boolean good = !working.isEmpty()
                && all.stream().noneMatch(EngineRun::isBroken)
                && agreement.disagreements().isEmpty();
        return good ? ExitCode.OK : ExitCode.FAILED;
    }

    private EngineRun ask(String engine, List<Path> pictures) {
        try (ImageClassifier classifier = ImageClassifier.builder()
                .model(ModelRef.of(model))
                .backend(engine)
                .options(ClassificationOptions.builder()
                        .maxResults(Integer.MAX_VALUE)
                        .build())
                .build()) {
            return EngineRun.done(
                    classifier.info(), PictureRun.of(classifier, engine, pictures, terminal, answer -> {}));
        } catch (BackendNotFoundException notHere) {
            return EngineRun.notHere(engine, notHere);
        } catch (VisionException broken) {
            return EngineRun.broken(engine, broken);
        }
    }

    private static Table table(List<EngineRun> runs) {
        List<Answer<Classifications>> byPicture = new ArrayList<>();
        for (int i = 0; !runs.isEmpty() && i < runs.get(0).answers().size(); i++) {
            for (EngineRun run : runs) {
                byPicture.add(run.answers().get(i));
            }
        }
        return AnswerTable.of(byPicture, Answer::fileName, Tour::best);
    }

    private static List<Finding> best(Classifications result) {
        return Classify.findingsOf(result).subList(0, 1);
    }

    private static String summary(Map<Path, String> expected, List<EngineRun> all, Agreement agreement) {
        List<String> lines = new ArrayList<>();
        List<EngineRun> working = all.stream().filter(EngineRun::isDone).toList();
        for (EngineRun run : working) {
            long right = run.answers().stream()
                    .filter(answer -> isAsExpected(answer, expected))
                    .count();
            lines.add(run.engine().name() + ": " + right + " of " + expected.size() + " pictures as expected");
        }
        all.stream()
                .filter(run -> !run.isDone())
                .forEach(run -> lines.add(run.engine().name()
                        + (run.isBroken() ? ": failed: " : ": not available here: ")
                        + run.engine().problem()));
        lines.add(agreement.describe(working.size()));
        return String.join("\n", lines);
    }

    private static boolean isAsExpected(Answer<Classifications> answer, Map<Path, String> expected) {
        return answer.outcome() instanceof Outcome.Success<Classifications> success
                && success.value().best().label().equals(expected.get(answer.picture()));
    }

    private static List<Card> cards(Map<Path, String> expected, List<EngineRun> runs) {
        List<Card> cards = new ArrayList<>();
        for (int i = 0; !runs.isEmpty() && i < expected.size(); i++) {
            int place = i;
            List<Answer<Classifications>> answers =
                    runs.stream().map(run -> run.answers().get(place)).toList();
            cards.add(card(answers, expected));
        }
        return cards;
    }

    private static Card card(List<Answer<Classifications>> answers, Map<Path, String> expected) {
        Answer<Classifications> first = answers.get(0);
        List<Bar> bars = new ArrayList<>();
        for (Answer<Classifications> answer : answers) {
            if (answer.outcome() instanceof Outcome.Failure<Classifications> failure) {
                return Cards.failed(answer, failure);
            }
            bars.add(new Bar(answer.backend(), answer.outcome().orThrow().best().score(), answer.millisText() + " ms"));
        }
        String label = first.outcome().orThrow().best().label();
        boolean asExpected = isAsExpected(first, expected);
        String badge = asExpected ? label : label + ", expected " + expected.get(first.picture());
        return new Card(first.picture(), badge, asExpected ? Tone.GOOD : Tone.BAD, bars, null, List.of());
    }
}
