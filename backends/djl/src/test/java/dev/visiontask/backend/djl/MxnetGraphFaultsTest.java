package dev.visiontask.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.visiontask.tensor.Shape;
import dev.visiontask.testkit.LinearModel;
import dev.visiontask.testkit.TinyMxnet;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever fails while a network is loaded, all that was made of it is closed: with an engine that fails on demand. */
class MxnetGraphFaultsTest {
    private final List<String> open = new ArrayList<>();

    @TempDir
    Path folder;

    /** What the engine throws, and at which call. */
    static Stream<Arguments> faults() {
        List<Supplier<Throwable>> kinds = List.of(
                () -> new IllegalStateException("made by the test"),
                () -> new OutOfMemoryError("made by the test"),
                () -> new UnsatisfiedLinkError("made by the test"));
        return Stream.of("create", "set", "newModel", "getNDManager")
                .flatMap(call -> kinds.stream().map(kind -> Arguments.of(call, kind.get())));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("faults")
    void load_closesWhatWasMadeWhenTheEngineFails(String call, Throwable fault) throws IOException {
        Path symbol =
                TinyMxnet.linear(LinearModel.random(3, 4, Shape.of(3, 4, 4))).write(folder, "tiny");

        assertThatThrownBy(() -> MxnetGraph.load(MxnetFiles.of(symbol), new FaultyEngine(call, fault), 1, false))
                .hasStackTraceContaining("made by the test");

        assertThat(open).isEmpty();
    }

    /** An object of the engine that counts as open until it is closed. */
    private <T> T made(Class<T> type, FaultyEngine engine) {
        open.add(type.getSimpleName());
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, values) -> {
                    engine.failAt(method.getName());
                    return switch (method.getName()) {
                        case "close" -> {
                            open.remove(type.getSimpleName());
                            yield null;
                        }
                        case "create" -> array(engine);
                        default -> null;
                    };
                }));
    }

    /** Arrays are the manager's to close. */
    private static NDArray array(FaultyEngine engine) {
        return (NDArray) Proxy.newProxyInstance(
                NDArray.class.getClassLoader(), new Class<?>[] {NDArray.class}, (self, method, values) -> {
                    engine.failAt(method.getName());
                    return null;
                });
    }

    private final class FaultyEngine extends Engine {
        private final String call;
        private final Throwable fault;

        FaultyEngine(String call, Throwable fault) {
            this.call = call;
            this.fault = fault;
        }

        void failAt(String name) {
            if (name.equals(call)) {
                if (fault instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) fault;
            }
        }

        @Override
        public @Nullable Engine getAlternativeEngine() {
            return null;
        }

        @Override
        public String getEngineName() {
            return "faulty";
        }

        @Override
        public int getRank() {
            return 0;
        }

        @Override
        public String getVersion() {
            return "0";
        }

        @Override
        public boolean hasCapability(String capability) {
            return false;
        }

        @Override
        public Model newModel(String name, Device device) {
            failAt("newModel");
            return made(Model.class, this);
        }

        @Override
        public NDManager newBaseManager() {
            return made(NDManager.class, this);
        }

        @Override
        public NDManager newBaseManager(Device device) {
            return newBaseManager();
        }
    }
}
