package dev.visiontask.examples;

import dev.visiontask.starter.StarterModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The tour: the starter models answer the sample pictures and clips on every engine, the engines' answers are compared, and a
 * report shows them.
 */
public final class Tour {
    private static final List<String> ENGINES = List.of("onnxruntime", "mxnet", "opencv-dnn");

    private final Terminal terminal;
    private final List<String> engines;

    Tour(Terminal terminal, List<String> engines) {
        this.terminal = terminal;
        this.engines = List.copyOf(engines);
    }

    /** Ends the process with 0 if the engines that work here agree, with 1 if not, with 2 without samples. */
    public static void main(String[] args) throws IOException {
        Terminal terminal = Terminal.standard();
        int code;
        try {
            Path examples = ExamplesFolder.find();
            Path report = examples.resolve("target").resolve("report");
            code = new Tour(terminal, ENGINES).run(families(examples), report);
        } catch (UsageException e) {
            terminal.err().println("Tour: " + e.getMessage());
            code = ExitCode.USAGE;
        }
        terminal.exit(code);
    }

    /** The starter models with their samples. */
    static List<Family<?, ?>> families(Path examples) {
        SamplePages pages = SamplePages.in(examples);
        return List.of(
                new ClassificationFamily(StarterModels.PAGE_ORIENTATION, SampleFiles.pictures(examples)),
                new DetectionFamily(StarterModels.PAGE_LAYOUT, pages),
                new SegmentationFamily(StarterModels.PAGE_SEGMENTS, pages),
                new ActivityFamily(StarterModels.CAMERA_MOTION, SampleFiles.clips(examples)));
    }

    /**
     * Takes the tour and gives its {@link ExitCode}.
     *
     * @param families what to show
     * @param folder where the report goes
     */
    int run(List<? extends Family<?, ?>> families, Path folder) throws IOException {
        List<? extends TourStop<?, ?>> stops =
                families.stream().map(family -> visit(family)).toList();
        for (TourStop<?, ?> stop : stops) {
            terminal.out().println(stop.table().toText());
            terminal.out().println(stop.engines() + "\n");
        }
        String outcome = stops.stream().map(TourStop::outcome).collect(Collectors.joining("\n"));
        terminal.out().println(outcome);
        Report report = new Report(
                "VisionTask for Java: the tour",
                outcome,
                stops.stream().map(TourStop::section).toList());
        terminal.out().println("report: " + new HtmlReport(folder).write(report));
        return stops.stream().allMatch(TourStop::isGood) ? ExitCode.OK : ExitCode.FAILED;
    }

    private <I, R> TourStop<I, R> visit(Family<I, R> family) {
        return TourStop.visit(family, engines, terminal);
    }
}
