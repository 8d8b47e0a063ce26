package dev.visiontask.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import dev.visiontask.BackendNotFoundException;
import dev.visiontask.backend.BackendOptions;
import dev.visiontask.backend.LoadedModel;
import dev.visiontask.backend.ModelFile;
import dev.visiontask.backend.ModelFormat;
import dev.visiontask.backend.Session;
import dev.visiontask.tensor.Shape;
import dev.visiontask.testkit.LinearModel;
import dev.visiontask.testkit.TinyMxnet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens once a process: how the engine starts, and how the process ends. */
class MxnetProcessTest {
    private static final LinearModel MODEL = LinearModel.random(1, 3, Shape.of(2, 2, 2));
    private static final String EVERYTHING = "";
    private static final String WITHOUT_NATIVE = "mxnet-native";

    @TempDir
    Path folder;

    @Test
    void djlAlone_asksTheNetwork() throws Exception {
        ChildJvm.Result result = new ChildJvm(folder).run(DjlAlone.class, WITHOUT_NATIVE);

        assertThat(result.text())
                .as("the trap works: without our settings DJL reports and downloads")
                .contains("NETWORK http://169.254.169.254", "NETWORK https://publish.djl.ai");
    }

    @Test
    void load_staysOffTheNetworkAndLeavesNoSettingBehind() throws Exception {
        ChildJvm.Result result = new ChildJvm(folder).run(LoadAndRun.class, EVERYTHING, write());

        assertThat(result.text())
                .contains("answered", "offline null", "tracking null")
                .doesNotContain("NETWORK");
        assertThat(result.status()).isZero();
    }

    @Test
    void load_warnsWhenTheUserHasAllowedTheNetwork() throws Exception {
        ChildJvm child = new ChildJvm(folder).option("-Dai.djl.offline=false");

        ChildJvm.Result result = child.run(LoadAndRun.class, EVERYTHING, write());

        assertThat(result.text())
                .contains("ai.djl.offline is false: DJL may use the network", "answered", "offline false")
                .doesNotContain("NETWORK");
    }

    @Test
    void load_saysWhatIsMissingAndDownloadsNothing() throws Exception {
        Path cache = Files.createDirectory(folder.resolve("cache"));
        ChildJvm child =
                new ChildJvm(folder).option("-DENGINE_CACHE_DIR=" + cache).option("-DDJL_CACHE_DIR=" + cache);

        ChildJvm.Result result = child.run(LoadAndRun.class, WITHOUT_NATIVE, write());

        assertThat(result.text())
                .contains("BackendNotFoundException", "ai.djl.mxnet:mxnet-native-mkl:1.9.1:")
                .contains("unavailable: ")
                .doesNotContain("NETWORK", "answered");
        try (Stream<Path> files = Files.list(cache)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void load_saysThatTheEngineIsMissing() throws Exception {
        ChildJvm.Result result = new ChildJvm(folder).run(LoadAndRun.class, "mxnet-engine", write());

        assertThat(result.text())
                .contains("BackendNotFoundException", "ai.djl.mxnet:mxnet-engine:")
                .doesNotContain("NETWORK", "answered");
    }

    @Test
    void exit_isCleanWhileModelsRun() throws Exception {
        ChildJvm.Result result = new ChildJvm(folder).run(ExitWhileRunning.class, EVERYTHING, write());

        assertThat(result.status()).as(result.text()).isEqualTo(7);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files)
                    .as("crash reports")
                    .noneMatch(file -> String.valueOf(file.getFileName()).startsWith("hs_err"));
        }
    }

    private String write() throws Exception {
        return TinyMxnet.linear(MODEL).write(folder, "tiny").toString();
    }

    private static LoadedModel load(String symbol) {
        ModelFile file = new ModelFile(ModelFormat.MXNET, Path.of(symbol));
        return new MxnetBackend().load(file, new BackendOptions("cpu", 2, 2, Map.of()));
    }

    /** DJL as it is. */
    static final class DjlAlone {
        private DjlAlone() {}

        public static void main(String[] arguments) {
            ChildJvm.trapNetwork();
            System.setProperty("ENGINE_CACHE_DIR", Path.of("").toAbsolutePath().toString());
            try {
                Engine.getEngine("MXNet");
            } catch (RuntimeException e) {
                System.out.println(e);
            }
        }
    }

    static final class LoadAndRun {
        private LoadAndRun() {}

        public static void main(String[] arguments) {
            ChildJvm.trapNetwork();
            try (LoadedModel model = load(arguments[0]);
                    Session session = model.newSession()) {
                session.input("data", MODEL.batchShape(1));
                System.out.println("answered " + session.run());
            } catch (BackendNotFoundException e) {
                System.out.println(e);
                System.out.println("unavailable: " + new MxnetBackend().probe());
            }
            System.out.println("offline " + System.getProperty("ai.djl.offline"));
            System.out.println("tracking " + System.getProperty("OPT_OUT_TRACKING"));
        }
    }

    static final class ExitWhileRunning {
        private ExitWhileRunning() {}

        public static void main(String[] arguments) throws InterruptedException {
            for (int i = 0; i < 3; i++) {
                Thread thread = new Thread(() -> runForever(arguments[0]));
                thread.setDaemon(true);
                thread.start();
            }
            Thread.sleep(2_000);
            System.exit(7);
        }

        private static void runForever(String symbol) {
            Session session = load(symbol).newSession();
            session.input("data", MODEL.batchShape(64));
            while (true) {
                session.run();
            }
        }
    }
}
