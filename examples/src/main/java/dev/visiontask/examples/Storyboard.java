package dev.visiontask.examples;

import dev.visiontask.ImageSource;
import dev.visiontask.video.DecodeSize;
import dev.visiontask.video.Frame;
import dev.visiontask.video.FrameOptions;
import dev.visiontask.video.FrameSource;
import dev.visiontask.video.Frames;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A few frames of a video as one picture, two in a row, from the first to the last. */
final class Storyboard {
    private static final int FRAMES = 4;
    private static final int COLUMNS = 2;
    private static final int EDGE = 480;
    private static final int GAP = 6;

    private Storyboard() {}

    /**
     * A picture of up to four of these frames.
     *
     * @param indexes frames of the video, at least one
     * @throws dev.visiontask.BadInputException if the video cannot be read
     */
    static ImageSource of(Path video, List<Long> indexes) {
        List<Long> sorted = indexes.stream().sorted().distinct().toList();
        int count = Math.min(FRAMES, sorted.size());
        List<BufferedImage> pictures = new ArrayList<>();
        FrameOptions small = FrameOptions.DEFAULT.withSize(DecodeSize.within(EDGE, EDGE));
        try (FrameSource source = Frames.open(video, small)) {
            for (int i = 0; i < count; i++) {
                source.seekFrame(sorted.get(count == 1 ? 0 : i * (sorted.size() - 1) / (count - 1)));
                try (Frame frame = source.next()) {
                    if (frame != null) {
                        pictures.add(FrameCopy.of(frame.image(), EDGE));
                    }
                }
            }
        }
        return ImageSource.of(joined(pictures));
    }

    private static BufferedImage joined(List<BufferedImage> pictures) {
        int width = pictures.stream().mapToInt(BufferedImage::getWidth).max().orElse(1);
        int height = pictures.stream().mapToInt(BufferedImage::getHeight).max().orElse(1);
        int columns = Math.max(1, Math.min(COLUMNS, pictures.size()));
        int rows = Math.max(1, (pictures.size() + columns - 1) / columns);
        BufferedImage board = new BufferedImage(
                columns * (width + GAP) - GAP, rows * (height + GAP) - GAP, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = board.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, board.getWidth(), board.getHeight());
        for (int i = 0; i < pictures.size(); i++) {
            graphics.drawImage(pictures.get(i), i % columns * (width + GAP), i / columns * (height + GAP), null);
        }
        graphics.dispose();
        return board;
    }
}
