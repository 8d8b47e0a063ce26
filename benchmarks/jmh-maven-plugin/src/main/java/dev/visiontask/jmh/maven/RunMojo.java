package dev.visiontask.jmh.maven;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;

/**
 * Runs the JMH benchmarks of a module, as compiled, and prints a table. Writes JMH's JSON result and, beside it, what
 * they were measured on. A module without benchmarks is skipped.
 */
@Mojo(name = "run", requiresDependencyResolution = ResolutionScope.RUNTIME, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the required fields.
public final class RunMojo extends AbstractMojo {
    private static final String ENVIRONMENT_FILE = "jmh-environment.json";

    /** The benchmarks to run: a regular expression that is searched in {@code package.Class.method}. */
    @Parameter(property = "jmh.include")
    @Nullable
    String include;

    /** The benchmarks to leave out. */
    @Parameter(property = "jmh.exclude")
    @Nullable
    String exclude;

    /** JVMs a benchmark is measured in. */
    @Parameter(property = "jmh.forks")
    @Nullable
    Integer forks;

    /** Iterations before the measured ones. */
    @Parameter(property = "jmh.warmupIterations")
    @Nullable
    Integer warmupIterations;

    /** Measured iterations. */
    @Parameter(property = "jmh.iterations")
    @Nullable
    Integer iterations;

    /** Seconds an iteration, for warm-up and measurement; {@code 0.5} is allowed. */
    @Parameter(property = "jmh.time")
    @Nullable
    String time;

    /** Threads that call a benchmark at once. */
    @Parameter(property = "jmh.threads")
    @Nullable
    Integer threads;

    /** Benchmark parameters: {@code name=value,othername=value,another value}. */
    @Parameter(property = "jmh.params")
    @Nullable
    String params;

    /** Profilers, such as {@code gc} (heap a call) or {@code stack}; several by comma. */
    @Parameter(property = "jmh.prof")
    @Nullable
    String prof;

    /** JVM arguments added to those of the benchmarks. */
    @Parameter(property = "jmh.jvmArgs")
    @Nullable
    String jvmArgs;

    /** Anything else that JMH's command line takes; {@code -h} shows it. */
    @Parameter(property = "jmh.args")
    @Nullable
    String args;

    /** Methods that are peers to compare with: a regular expression for the whole method name. */
    @Parameter(property = "jmh.peer", defaultValue = "peer.*")
    String peer;

    /** Where the JSON result goes; {@value #ENVIRONMENT_FILE} is written into the same folder. */
    @Parameter(property = "jmh.json", defaultValue = "${project.build.directory}/jmh-result.json")
    File json;

    /** Only print the names of the benchmarks. */
    @Parameter(property = "jmh.list", defaultValue = "false")
    boolean list;

    @Parameter(defaultValue = "${project.runtimeClasspathElements}", readonly = true, required = true)
    List<String> classPath;

    @Parameter(defaultValue = "${project.build.outputDirectory}", readonly = true, required = true)
    File classes;

    @Parameter(defaultValue = "${project.build.directory}", readonly = true, required = true)
    File buildDirectory;

    @Parameter(defaultValue = "${project.basedir}", readonly = true, required = true)
    File baseDirectory;

    @Parameter(defaultValue = "${project.artifactId} ${project.version}", readonly = true, required = true)
    String project;

    /** Called by Maven, once a module. */
    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (!hasBenchmarks()) {
            return;
        }
        try {
            run(arguments());
        } catch (IllegalArgumentException e) {
            throw new MojoFailureException(e.getMessage(), e);
        } catch (IOException e) {
            throw new MojoExecutionException("The benchmarks of " + project + " could not be run: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MojoExecutionException("Interrupted while the benchmarks of " + project + " ran", e);
        }
    }

    private boolean hasBenchmarks() throws MojoFailureException {
        boolean usesJmh = classPath.stream()
                .anyMatch(element -> new File(element).getName().startsWith("jmh-core-"));
        if (usesJmh && !classes.isDirectory()) {
            throw new MojoFailureException("Expected compiled benchmarks in " + classes
                    + ", found no such folder. Run: mvn -q install -DskipTests");
        }
        return usesJmh && Files.exists(classes.toPath().resolve("META-INF/BenchmarkList"));
    }

    private void run(JmhArguments arguments)
            throws IOException, InterruptedException, MojoExecutionException, MojoFailureException {
        Path notes = buildDirectory.toPath().resolve("jmh-notes.txt");
        Files.deleteIfExists(notes);
        JmhProcess jmh = new JmhProcess(
                baseDirectory.toPath(),
                buildDirectory.toPath().resolve("jmh-classpath.txt"),
                classPath,
                Map.of(RunEnvironment.NOTES_VARIABLE, notes.toString()));
        PrintStream out = System.out;
        List<String> names = chosen(jmh);
        if (list) {
            names.forEach(out::println);
            return;
        }
        Path result = json.toPath().toAbsolutePath();
        Files.createDirectories(result.getParent());
        Files.deleteIfExists(result);
        List<String> commandLine = arguments.json(result).toList();
        JmhProcess.Outcome outcome = jmh.run(commandLine, out);
        if (outcome.exitCode() != 0) {
            throw new MojoExecutionException(
                    "JMH ended with exit code " + outcome.exitCode() + "; see its output above");
        }
        // With -h or -l among the raw arguments JMH measures nothing.
        if (Files.exists(result)) {
            report(result, notes, commandLine, out);
        }
        if (outcome.failedBenchmarks() > 0) {
            throw new MojoExecutionException(
                    outcome.failedBenchmarks() + " runs of benchmarks failed; see the lines <failure> above");
        }
    }

    /** Lists first: JMH's own answer to an expression that matches nothing helps nobody. */
    private List<String> chosen(JmhProcess jmh) throws IOException, InterruptedException, MojoFailureException {
        JmhArguments selection = new JmhArguments().include(include).option("-e", exclude);
        List<String> names = jmh.list(selection.toList());
        if (names.isEmpty()) {
            throw new MojoFailureException("Expected a benchmark that -Djmh.include=" + include
                    + (exclude == null ? "" : " -Djmh.exclude=" + exclude) + " chooses, found none among:\n  "
                    + String.join("\n  ", jmh.list(List.of())));
        }
        return names;
    }

    private JmhArguments arguments() {
        return new JmhArguments()
                .include(include)
                .option("-e", exclude)
                .option("-f", forks)
                .option("-wi", warmupIterations)
                .option("-i", iterations)
                .iterationTime(time)
                .option("-t", threads)
                .params(params)
                .profilers(prof)
                .option("-jvmArgsAppend", jvmArgs)
                .raw(args);
    }

    private void report(Path result, Path notes, List<String> commandLine, OutputStream target) throws IOException {
        RunEnvironment environment = new RunEnvironment(project, commandLine, classPath);
        environment.addNotes(notes);
        environment.write(result.resolveSibling(ENVIRONMENT_FILE));
        PrintStream out = new PrintStream(target, true);
        out.println();
        out.print(environment.header());
        out.println();
        out.print(new ResultTable(BenchmarkResult.read(result), peerPattern()).render());
        out.println();
        out.println("JSON: " + result + " and " + ENVIRONMENT_FILE + " beside it");
    }

    private Pattern peerPattern() {
        try {
            return Pattern.compile(peer);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("Expected a regular expression in -Djmh.peer, found: " + peer, e);
        }
    }
}
