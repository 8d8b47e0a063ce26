package dev.visiontask.examples;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;

/** A video for the {@link ColorModel}: a folder of pictures, 25 a second. */
final class ColorClip {
    private ColorClip() {}

    /** So many frames of each colour, one after the other. */
    static Path write(Path folder, int each, Color... colors) throws IOException {
        for (int i = 0; i < each * colors.length; i++) {
            ColorModel.picture(folder.resolve(i + ".png"), colors[i / each]);
        }
        return folder;
    }
}
