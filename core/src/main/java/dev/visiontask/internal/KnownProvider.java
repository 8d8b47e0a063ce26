package dev.visiontask.internal;

import java.util.List;
import java.util.Optional;

/**
 * A service provider that this project publishes, so that an error can say which artifact brings it.
 *
 * @param kind the name of the service's interface
 * @param name by which users choose it
 * @param className of the provider
 * @param coordinate of its artifact on Maven Central
 * @param aliases what users also call it
 */
record KnownProvider(String kind, String name, String className, String coordinate, List<String> aliases) {
    private static final String BACKEND = "dev.visiontask.backend.Backend";
    private static final String FFMPEG = "dev.visiontask:visiontask-video-ffmpeg";
    private static final List<KnownProvider> ALL = List.of(
            new KnownProvider(
                    BACKEND,
                    "onnxruntime",
                    "dev.visiontask.backend.onnxruntime.OnnxRuntimeBackend",
                    "dev.visiontask:visiontask-backend-onnxruntime",
                    List.of("onnx", "ort")),
            new KnownProvider(
                    BACKEND,
                    "opencv-dnn",
                    "dev.visiontask.backend.opencvdnn.OpenCvDnnBackend",
                    "dev.visiontask:visiontask-backend-opencv-dnn",
                    List.of("opencv", "dnn", "cv2")),
            new KnownProvider(
                    BACKEND,
                    "mxnet",
                    "dev.visiontask.backend.djl.MxnetBackend",
                    "dev.visiontask:visiontask-backend-djl",
                    List.of("djl")),
            new KnownProvider(
                    "dev.visiontask.video.VideoProvider",
                    "ffmpeg",
                    "dev.visiontask.video.ffmpeg.FfmpegProvider",
                    FFMPEG,
                    List.of("libav", "javacv")),
            new KnownProvider(
                    "dev.visiontask.video.VideoWriterProvider",
                    "ffmpeg",
                    "dev.visiontask.video.ffmpeg.FfmpegWriterProvider",
                    FFMPEG,
                    List.of("libav", "javacv")),
            new KnownProvider(
                    "dev.visiontask.model.ModelProvider",
                    "dev.visiontask.starter.StarterModels",
                    "dev.visiontask.starter.StarterModels",
                    "dev.visiontask:visiontask-starter-models",
                    List.of()));

    /** Copies the list. */
    KnownProvider {
        aliases = List.copyOf(aliases);
    }

    static List<KnownProvider> of(Class<?> kind) {
        return ALL.stream().filter(known -> known.kind.equals(kind.getName())).toList();
    }

    static Optional<KnownProvider> of(Class<?> kind, String name) {
        return of(kind).stream().filter(known -> known.name.equals(name)).findFirst();
    }

    /** The name of the class file, which may be there although no service file names the class. */
    String resource() {
        return className.replace('.', '/') + ".class";
    }
}
