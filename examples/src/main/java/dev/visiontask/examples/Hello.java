package dev.visiontask.examples;

import dev.visiontask.ImageSource;
import dev.visiontask.classification.Classifications;
import dev.visiontask.classification.ImageClassifier;
import java.nio.file.Path;

/** The shortest program: one model, one picture, one answer. */
public final class Hello {
    private Hello() {}

    /** Takes the path of a picture. */
    public static void main(String[] args) {
        try (ImageClassifier classifier = ImageClassifier.open("page-orientation")) {
            Classifications result = classifier.run(ImageSource.of(Path.of(args[0])));
            System.out.printf("%s %.2f%n", result.best().label(), result.best().score());
        }
    }
}
