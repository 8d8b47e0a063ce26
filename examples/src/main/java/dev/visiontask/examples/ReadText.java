package dev.visiontask.examples;

import dev.visiontask.ImageSource;
import dev.visiontask.classification.text.TextReader;
import dev.visiontask.draw.Overlay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads a page, by the models of PP-OCRv4: prints the text in reading order, and draws the lines onto a copy of the page if a
 * second file is named.
 */
public final class ReadText {
    private ReadText() {}

    /** The image, and a PNG file to write or nothing. */
    public static void main(String[] args) throws IOException {
        if (args.length < 1 || args.length > 2) {
            System.err.println(
                    "Expected an image, and perhaps a PNG file to write, found: " + args.length + " arguments");
            System.exit(2);
        }
        ImageSource page = ImageSource.of(Path.of(args[0]));
        try (TextReader reader = TextReader.open("pp-ocrv4")) {
            var text = reader.run(page);
            System.out.println(text.text());
            if (args.length == 2) {
                Files.write(Path.of(args[1]), Overlay.on(page).draw(text).png());
            }
        }
    }
}
