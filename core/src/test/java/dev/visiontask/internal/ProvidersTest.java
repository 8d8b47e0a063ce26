package dev.visiontask.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.BackendNotFoundException;
import dev.visiontask.ModelNotFoundException;
import dev.visiontask.UnsupportedOptionException;
import dev.visiontask.VisionException;
import dev.visiontask.backend.Backend;
import dev.visiontask.backend.Backends;
import dev.visiontask.backend.ModelFile;
import dev.visiontask.backend.ModelFormat;
import dev.visiontask.image.ImageDecoder;
import dev.visiontask.image.ImageReader;
import dev.visiontask.image.ReadOptions;
import dev.visiontask.model.ModelProvider;
import dev.visiontask.model.ModelRef;
import dev.visiontask.video.FrameOptions;
import dev.visiontask.video.Frames;
import dev.visiontask.video.VideoProvider;
import dev.visiontask.video.VideoWriterProvider;
import dev.visiontask.video.WriteOptions;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProvidersTest {
    private static final List<ModelFile> MODEL = List.of(new ModelFile(ModelFormat.ONNX, Path.of("model.onnx")));

    @TempDir
    Path folder;

    private ServiceFiles services;

    @BeforeEach
    void open() throws IOException {
        services = new ServiceFiles(Files.createDirectory(folder.resolve("services")));
    }

    @AfterEach
    void close() {
        services.close();
    }

    /** The five kinds, each with what a caller does to get a provider that is not there. */
    enum Kind {
        BACKEND(Backend.class, BackendNotFoundException.class) {
            @Override
            void choose(String name, Path folder) {
                Backends.find().choose(MODEL, name);
            }
        },
        MODEL_PROVIDER(ModelProvider.class, ModelNotFoundException.class) {
            @Override
            void choose(String name, Path folder) {
                ModelRef.of(name).resolve();
            }
        },
        DECODER(ImageDecoder.class, UnsupportedOptionException.class) {
            @Override
            void choose(String name, Path folder) {
                new ImageReader(ReadOptions.DEFAULT.withDecoder(name)).close();
            }
        },
        VIDEO(VideoProvider.class, UnsupportedOptionException.class) {
            @Override
            void choose(String name, Path folder) {
                Frames.open(folder, FrameOptions.DEFAULT.withProvider(name)).close();
            }
        },
        WRITER(VideoWriterProvider.class, UnsupportedOptionException.class) {
            @Override
            void choose(String name, Path folder) {
                Frames.create(folder.resolve("a.avi"), WriteOptions.DEFAULT.withProvider(name))
                        .close();
            }
        };

        final Class<?> type;
        final Class<? extends VisionException> error;

        Kind(Class<?> type, Class<? extends VisionException> error) {
            this.type = type;
            this.error = error;
        }

        abstract void choose(String name, Path folder);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void lookup_refusesAWrongNameAndSaysWhatDidNotLoad(Kind kind) {
        services.with(kind.type, "com.example.Missing", ProvidersTest.class.getName());

        assertThatThrownBy(() -> kind.choose("typo-of-mine", folder))
                .isInstanceOf(kind.error)
                .hasMessageContaining("typo-of-mine")
                .hasMessageContaining("com.example.Missing not found")
                .hasMessageContaining("ProvidersTest not a subtype");
    }

    @ParameterizedTest
    @EnumSource(value = Kind.class, names = "MODEL_PROVIDER", mode = EnumSource.Mode.EXCLUDE)
    void lookup_saysHowProvidersOfOthersAreFound(Kind kind) {
        assertThatThrownBy(() -> kind.choose("typo-of-mine", folder))
                .isInstanceOf(kind.error)
                .hasMessageContaining("META-INF/services/" + kind.type.getName());
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void lookup_saysThatAServiceFileIsMalformed(Kind kind) {
        services.with(kind.type, "two words");

        assertThatThrownBy(() -> kind.choose("typo-of-mine", folder))
                .isInstanceOf(kind.error)
                .hasMessageContaining("Illegal configuration-file syntax");
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of(BrokenBackends.Hidden.class, "Unable to get public no-arg constructor"),
                Arguments.of(BrokenBackends.WithArgument.class, "Unable to get public no-arg constructor"),
                Arguments.of(
                        BrokenBackends.Throwing.class,
                        "could not be instantiated: java.lang.IllegalStateException: no licence"),
                Arguments.of(BrokenBackends.Uninitialized.class, "no such library"),
                Arguments.of(BrokenBackends.Abstract.class, "could not be instantiated"),
                Arguments.of(BrokenBackends.NullName.class, "NullName gives no name"),
                Arguments.of(BrokenBackends.BlankName.class, "BlankName gives no name"),
                Arguments.of(BrokenBackends.ThrowingName.class, "ThrowingName does not say what it provides"),
                Arguments.of(
                        BrokenBackends.OldApi.class,
                        "OldApi does not say what it provides: java.lang.AbstractMethodError"),
                Arguments.of(BrokenBackends.ThrowingFormats.class, "ThrowingFormats does not say what it provides"),
                Arguments.of(BrokenBackends.NullFormats.class, "NullFormats does not say what it provides"),
                Arguments.of(BrokenBackends.Twin.class, "Twin has the name good"),
                Arguments.of(
                        BrokenBackends.ThrowingProbe.class,
                        "its probe failed: java.lang.IllegalStateException: no display"),
                Arguments.of(BrokenBackends.NullProbe.class, "its probe failed"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void find_reportsABrokenBackendAndTakesTheOthers(Class<?> broken, String reason) {
        services.with(
                Backend.class,
                BrokenBackends.Good.class.getName(),
                broken.getName(),
                BrokenBackends.Other.class.getName());

        Backends found = Backends.find();

        assertThat(found.installed()).extracting(Backend::name).contains("good", "other");
        assertThat(found.choose(MODEL, "good").backend()).isInstanceOf(BrokenBackends.Good.class);
        assertThat(found.report()).contains(reason);
        assertThatThrownBy(() -> found.choose(MODEL, "absent")).hasMessageContaining(reason);
    }

    @Test
    void find_takesAProviderOnceHoweverManyLoadersLeadToIt() {
        try (ServiceFiles inner = new ServiceFiles(folder.resolve("services"))) {
            inner.with(Backend.class, BrokenBackends.Good.class.getName(), BrokenBackends.Good.class.getName());
            assertThat(Backends.find().installed()).extracting(Backend::name).containsOnlyOnce("good");
            assertThat(Backends.find().report()).doesNotContain("left out");
        }
    }

    @Test
    void find_doesWithoutAContextClassLoader() {
        Thread.currentThread().setContextClassLoader(null);

        assertThat(Backends.find().installed()).isEmpty();
    }

    @Test
    void find_endsWhenAClassLoaderFailsAgainAndAgain() {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(new ClassLoader(before) {
            @Override
            public Enumeration<URL> getResources(String name) throws IOException {
                throw new IOException("the jar was replaced");
            }
        });
        try {
            assertThat(Backends.find().report()).contains("the jar was replaced");
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "onnxruntime, visiontask-backend-onnxruntime",
        "opencv-dnn, visiontask-backend-opencv-dnn",
        "mxnet, visiontask-backend-djl",
        "opencv, Did you mean opencv-dnn? Add the Maven dependency dev.visiontask:visiontask-backend-opencv-dnn.",
        "MXNet, Did you mean mxnet? Add the Maven dependency dev.visiontask:visiontask-backend-djl.",
        "djl, Did you mean mxnet?",
        "ort, Did you mean onnxruntime?",
        "onnx-runtime, Did you mean onnxruntime?",
        "tensorrt, This project has onnxruntime (dev.visiontask:visiontask-backend-onnxruntime)"
    })
    void choose_advisesOnTheBackendThatWasNamed(String name, String advice) {
        assertThatThrownBy(() -> Backends.of(List.of()).choose(MODEL, name))
                .isInstanceOf(BackendNotFoundException.class)
                .hasMessageContaining("named " + name)
                .hasMessageContaining(advice);
    }

    @ParameterizedTest
    @ValueSource(strings = {"opencv", "opencv_dnn", "OPENCV-DNN", "cv2", "dnn"})
    void choose_neverAdvisesToAddWhatIsInstalled(String name) {
        assertThatThrownBy(() -> Backends.of(List.of(new BrokenBackends.Named("opencv-dnn")))
                        .choose(MODEL, name))
                .hasMessageContaining("Did you mean opencv-dnn?")
                .hasMessageNotContaining("dependency");
    }

    @Test
    void choose_saysToMendWhatIsInstalledAndDoesNotWork() {
        Backends backends = Backends.of(List.of(new BrokenBackends.Sick("onnxruntime")));

        assertThatThrownBy(() -> backends.choose(MODEL, null))
                .hasMessageContaining("no library for this CPU")
                .hasMessageContaining("Make onnxruntime work")
                .hasMessageNotContaining("visiontask-backend-onnxruntime")
                .hasMessageContaining("dev.visiontask:visiontask-backend-opencv-dnn");
        assertThatThrownBy(() -> backends.choose(MODEL, "onnxruntime"))
                .hasMessage("Backend onnxruntime does not work here: no library for this CPU");
    }

    static Stream<Arguments> lost() {
        return Stream.of(
                Arguments.of("onnxruntime/OnnxRuntimeBackend", (ThrowingCallable)
                        () -> Backends.find().choose(MODEL, "onnxruntime")),
                Arguments.of("opencvdnn/OpenCvDnnBackend", (ThrowingCallable)
                        () -> Backends.find().choose(MODEL, null)),
                Arguments.of("djl/MxnetBackend", (ThrowingCallable)
                        () -> Backends.find().choose(MODEL, "mxnet")));
    }

    @ParameterizedTest
    @MethodSource("lost")
    void choose_saysThatAMergedJarLostItsServiceFile(String lost, ThrowingCallable call) {
        services.withFile("dev/visiontask/backend/" + lost + ".class", "");

        assertThatThrownBy(call)
                .isInstanceOf(BackendNotFoundException.class)
                .hasMessageContaining(lost.replace('/', '.') + " is on the class path, but no file")
                .hasMessageContaining("ServicesResourceTransformer")
                .hasMessageContaining("mergeServiceFiles()");
    }

    @Test
    void lookup_saysThatAMergedJarLostTheServiceFilesOfVideosAndModels() {
        services.withFile("dev/visiontask/video/ffmpeg/FfmpegProvider.class", "")
                .withFile("dev/visiontask/video/ffmpeg/FfmpegWriterProvider.class", "")
                .withFile("dev/visiontask/starter/StarterModels.class", "");

        assertThatThrownBy(() -> Frames.create(folder.resolve("a.mp4")).close())
                .hasMessageContaining("mergeServiceFiles()")
                .hasMessageNotContaining("Add the Maven dependency");
        assertThatThrownBy(() -> Kind.VIDEO.choose("ffmpeg", folder)).hasMessageContaining("mergeServiceFiles()");
        assertThatThrownBy(() -> ModelRef.of("page-orientation").resolve()).hasMessageContaining("mergeServiceFiles()");
    }

    @Test
    void decoder_thatIsBrokenIsLeftOut() {
        services.with(ImageDecoder.class, BrokenBackends.BrokenDecoder.class.getName());

        new ImageReader(ReadOptions.DEFAULT).close();

        assertThatThrownBy(() -> Kind.DECODER.choose("open-cv", folder))
                .hasMessageContaining("BrokenDecoder does not say what it provides")
                .hasMessageContaining("Did you mean opencv?");
    }
}
