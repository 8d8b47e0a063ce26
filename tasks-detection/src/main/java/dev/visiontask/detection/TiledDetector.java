package dev.visiontask.detection;

import dev.visiontask.Box;
import dev.visiontask.ImageSize;
import dev.visiontask.ImageSource;
import dev.visiontask.Outcome;
import dev.visiontask.image.DecodedImage;
import dev.visiontask.image.ImageReader;
import dev.visiontask.image.Pixels;
import dev.visiontask.image.ReadOptions;
import dev.visiontask.mask.Mask;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Finds small objects in large pictures: shows a detector overlapping tiles of the picture, and makes one list of what it
 * finds, with boxes and masks in pixels of the whole picture.
 *
 * <p>Tiles are views of the decoded picture, not copies, and go through the detector as a batch, so that its concurrency
 * and batch size apply; so do its options, for each tile on its own.
 *
 * <p><b>Merging.</b> What one tile shows twice, the detector has settled. Two boxes of one class from different tiles are
 * one object if their IoU is above 0.5: the higher score stays. A box that ends where its tile was cut may be a part of
 * an object: it goes if another box of its class from elsewhere covers more than half of it.
 *
 * <p><b>Threads.</b> Safe to share as the detector is, which stays the caller's to close. Every call reads the image on
 * its own thread and holds its pixels until it returns. As many calls as the detector has sessions ({@code concurrency}) do
 * so at the same time; the others wait for them before they read, so that images wait as files and not as pixels.
 */
public final class TiledDetector {
    private static final double SAME = 0.5;

    /** A box that ends within so many pixels of the cut was cut. */
    private static final float AT_EDGE = 1.5f;

    private final ObjectDetector detector;
    private final Tiling tiling;
    private final ReadOptions readOptions;
    private final Semaphore images;

    /** A detector on tiles; pictures are read with the default limits. */
    public TiledDetector(ObjectDetector detector, Tiling tiling) {
        this(detector, tiling, ReadOptions.DEFAULT);
    }

    /** A detector on tiles of pictures read in this way. */
    public TiledDetector(ObjectDetector detector, Tiling tiling, ReadOptions readOptions) {
        this.detector = Objects.requireNonNull(detector, "detector");
        this.tiling = Objects.requireNonNull(tiling, "tiling");
        this.readOptions = Objects.requireNonNull(readOptions, "readOptions");
        this.images = new Semaphore(Math.max(1, detector.info().concurrency()));
    }

    /**
     * Answers one picture.
     *
     * @throws dev.visiontask.VisionException as the detector's {@code run} does; one tile that fails fails the picture
     */
    public Detections run(ImageSource image) {
        Objects.requireNonNull(image, "image");
        // No holder waits for another one: tiles need the detector's sessions, whose calls never come here.
        images.acquireUninterruptibly();
        try {
            return detected(image);
        } finally {
            images.release();
        }
    }

    private Detections detected(ImageSource image) {
        try (ImageReader reader = new ImageReader(readOptions);
                DecodedImage decoded = reader.read(image)) {
            Pixels pixels = decoded.pixels();
            ImageSize size = new ImageSize(pixels.width(), pixels.height());
            List<Tiling.Place> places = tiling.places(size);
            Tiling.Place whole = new Tiling.Place(0, 0, size);
            if (tiling.wholePicture() && !places.contains(whole)) {
                places.add(whole);
            }
            List<ImageSource> tiles = places.stream()
                    .map(place -> crop(pixels, place, image.name()))
                    .toList();
            return merge(found(places, detector.runEach(tiles), size), size);
        }
    }

    private static ImageSource crop(Pixels pixels, Tiling.Place place, String name) {
        int first = place.top() * pixels.rowStride()
                + place.left() * pixels.format().channels();
        ByteBuffer data = pixels.data().duplicate().clear().position(first);
        return ImageSource.ofPixels(
                        data, place.size().width(), place.size().height(), pixels.rowStride(), pixels.format())
                .named(name);
    }

    /** A detection with the number of its tile, and whether it ends at a cut. */
    private record Found(Detection object, int tile, boolean cut) {
        boolean isSameAs(Found kept) {
            if (tile == kept.tile || object.index() != kept.object.index()) {
                return false;
            }
            double limit = SAME * Math.max(Float.MIN_NORMAL, object.box().area());
            return cut
                    ? object.box().intersection(kept.object.box()) > limit
                    : object.box().iou(kept.object.box()) > SAME;
        }
    }

    private static List<Found> found(List<Tiling.Place> places, List<Outcome<Detections>> answers, ImageSize size) {
        List<Found> all = new ArrayList<>();
        for (int tile = 0; tile < places.size(); tile++) {
            Tiling.Place place = places.get(tile);
            for (Detection object : answers.get(tile).orThrow()) {
                all.add(new Found(moved(object, place, size), tile, isCut(object.box(), place, size)));
            }
        }
        return all;
    }

    private static Detection moved(Detection object, Tiling.Place place, ImageSize picture) {
        Box box = object.box();
        Box moved = new Box(
                box.left() + place.left(),
                box.top() + place.top(),
                box.right() + place.left(),
                box.bottom() + place.top());
        Optional<Mask> mask = object.mask().map(pixels -> pixels.placedIn(picture, place.left(), place.top()));
        return new Detection(object.index(), object.label(), object.score(), moved, mask);
    }

    /** Whether a box ends at a side of its tile that is not a side of the picture. */
    private static boolean isCut(Box box, Tiling.Place place, ImageSize picture) {
        int right = place.left() + place.size().width();
        int bottom = place.top() + place.size().height();
        return (place.left() > 0 && box.left() < AT_EDGE)
                || (place.top() > 0 && box.top() < AT_EDGE)
                || (right < picture.width() && box.right() > place.size().width() - AT_EDGE)
                || (bottom < picture.height() && box.bottom() > place.size().height() - AT_EDGE);
    }

    /** Whole boxes first, each kind best first; sorting keeps the order of equal ones. */
    private static Detections merge(List<Found> all, ImageSize size) {
        List<Found> order = new ArrayList<>(all);
        order.sort((a, b) -> a.cut() == b.cut()
                ? Float.compare(b.object().score(), a.object().score())
                : Boolean.compare(a.cut(), b.cut()));
        List<Found> kept = new ArrayList<>();
        for (Found candidate : order) {
            if (kept.stream().noneMatch(candidate::isSameAs)) {
                kept.add(candidate);
            }
        }
        List<Detection> objects =
                new ArrayList<>(kept.stream().map(Found::object).toList());
        objects.sort((a, b) -> Float.compare(b.score(), a.score()));
        return new Detections(objects, size);
    }
}
