package dev.visiontask.detection.tracking;

import dev.visiontask.BadInputException;
import dev.visiontask.Box;
import dev.visiontask.OutputException;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Tracks as the text files of MOTChallenge (<a href="https://arxiv.org/abs/1603.00831">MOT16</a>, section 3.3), which most
 * tools for tracks read and write: a line for each object in each frame,
 *
 * <pre>frame, id, left, top, width, height, confidence, class or x, visibility or y, z</pre>
 *
 * <p>Frames, ids and pixels are counted from 1 there. Here frames begin at 0, and boxes are moved by a pixel, as by <a
 * href="https://github.com/cheind/py-motmetrics">py-motmetrics</a>. What a line has behind the box may be missing; empty
 * lines are passed over.
 */
public final class MotChallengeFile {
    private static final int FRAME = 0;
    private static final int ID = 1;
    private static final int LEFT = 2;
    private static final int TOP = 3;
    private static final int WIDTH = 4;
    private static final int HEIGHT = 5;
    private static final int CONFIDENCE = 6;
    private static final int CLASS = 7;

    /** The byte-order mark that editors of Windows put in front. */
    private static final String MARK = "\uFEFF";

    private MotChallengeFile() {}

    /**
     * Reads what a tracker found.
     *
     * @throws BadInputException if the file cannot be read or a line is wrong; names the line
     */
    public static TrackSequence read(Path file) {
        return read(file, line -> true);
    }

    /**
     * Reads the ground truth, {@code gt.txt}: the lines that are to be considered, which are those with a confidence other than 0.
     *
     * @param classes the numbers of the classes to take, such as 1 for pedestrians; none for all
     * @throws BadInputException if the file cannot be read or a line is wrong; names the line
     */
    public static TrackSequence readTruth(Path file, int... classes) {
        int[] wanted = classes.clone();
        return read(file, line -> isConsidered(line) && (wanted.length == 0 || isOneOf(line, wanted)));
    }

    private static boolean isConsidered(double[] line) {
        return line.length <= CONFIDENCE || line[CONFIDENCE] != 0;
    }

    private static boolean isOneOf(double[] line, int[] classes) {
        if (line.length <= CLASS) {
            throw new IllegalArgumentException(
                    "expected a class in the eighth place, found " + line.length + " numbers");
        }
        if (line[CLASS] != Math.rint(line[CLASS])) {
            throw new IllegalArgumentException(
                    "expected a whole number of a class in the eighth place, found: " + line[CLASS]);
        }
        return Arrays.stream(classes).anyMatch(wanted -> wanted == line[CLASS]);
    }

    private static TrackSequence read(Path file, Predicate<double[]> wanted) {
        Objects.requireNonNull(file, "file");
        TrackSequence.Builder sequence = TrackSequence.builder();
        Map<Long, Set<Long>> ids = new HashMap<>();
        int count = 0;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                count++;
                if (!line.isBlank()) {
                    add(line, wanted, ids, sequence);
                }
            }
        } catch (IllegalArgumentException wrong) {
            throw new BadInputException(file + " line " + count + ": " + wrong.getMessage(), wrong);
        } catch (IOException failure) {
            throw new BadInputException("Expected lines of MOTChallenge in " + file + ", found: " + failure, failure);
        }
        return sequence.build();
    }

    private static void add(
            String text, Predicate<double[]> wanted, Map<Long, Set<Long>> ids, TrackSequence.Builder sequence) {
        double[] line = numbers(text);
        if (wanted.test(line)) {
            long frame = counted(line[FRAME], "frame");
            long id = counted(line[ID], "id");
            if (!ids.computeIfAbsent(frame, each -> new HashSet<>()).add(id)) {
                throw new IllegalArgumentException(
                        "expected an id once in a frame, found " + id + " twice in frame " + frame);
            }
            sequence.add(new TrackedBox(frame - 1, id, box(line)));
        }
    }

    /** Corners are counted from 1. */
    private static Box box(double[] line) {
        double width = line[WIDTH];
        double height = line[HEIGHT];
        boolean shares = line[LEFT] >= 0 && line[TOP] >= 0 && line[LEFT] + width <= 1 && line[TOP] + height <= 1;
        if (shares && width >= 0 && height >= 0) {
            throw new IllegalArgumentException(
                    "expected left, top, width and height in pixels, found shares of the image: " + line[LEFT] + ", "
                            + line[TOP] + ", " + width + ", " + height);
        }
        double left = line[LEFT] - 1;
        double top = line[TOP] - 1;
        return new Box((float) left, (float) top, (float) (left + width), (float) (top + height));
    }

    private static double[] numbers(String text) {
        if (text.startsWith(MARK)) {
            throw new IllegalArgumentException(
                    "expected numbers, found a byte-order mark in front; save the file as UTF-8 without one");
        }
        String[] words = text.strip().split("\\s*,\\s*|\\s+", -1);
        if (words.length <= HEIGHT) {
            throw new IllegalArgumentException(
                    "expected frame, id, left, top, width, height, found " + words.length + " numbers: " + text);
        }
        double[] numbers = new double[words.length];
        for (int i = 0; i < words.length; i++) {
            try {
                numbers[i] = Double.parseDouble(words[i]);
            } catch (NumberFormatException wrong) {
                throw new IllegalArgumentException("expected numbers, found: " + words[i], wrong);
            }
        }
        return numbers;
    }

    private static long counted(double number, String what) {
        if (number < 1 || number != Math.rint(number) || number > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("expected a whole " + what + " from 1 on, found: " + number
                    + (number == -1 ? "; files of detections have no tracks" : ""));
        }
        return (long) number;
    }

    /**
     * Writes tracks as a tracker hands them in, to a hundredth of a pixel; an old file is replaced.
     *
     * @throws OutputException if that fails
     */
    public static void write(TrackSequence tracks, Path file) {
        Objects.requireNonNull(tracks, "tracks");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (long frame : tracks.frames()) {
                for (TrackedBox tracked : tracks.boxes(frame)) {
                    out.write(line(tracked));
                }
            }
        } catch (IOException failure) {
            throw new OutputException("Expected a file that can be written, found: " + failure, failure);
        }
    }

    private static String line(TrackedBox tracked) {
        Box box = tracked.box();
        return String.format(
                Locale.ROOT,
                "%d,%d,%.2f,%.2f,%.2f,%.2f,1,-1,-1,-1\n",
                tracked.frame() + 1,
                tracked.id(),
                box.left() + 1,
                box.top() + 1,
                box.width(),
                box.height());
    }
}
