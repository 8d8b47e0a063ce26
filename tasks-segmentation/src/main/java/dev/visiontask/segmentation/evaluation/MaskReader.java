package dev.visiontask.segmentation.evaluation;

import dev.visiontask.BadInputException;
import dev.visiontask.ImageSize;
import dev.visiontask.content.FileContent;
import dev.visiontask.internal.Interrupts;
import dev.visiontask.internal.PathHint;
import dev.visiontask.segmentation.ClassMap;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataFormatImpl;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Node;

/**
 * Reads a mask file: PNG or another lossless format of the JDK, with a palette (the index counts, not the colour) or in
 * gray of whole numbers (the value counts).
 */
public final class MaskReader {
    private static final long MAX_PIXELS = 100_000_000;
    private static final int UNSET = Integer.MIN_VALUE;

    private final MaskValues values;
    private final int classes;

    /**
     * A reader for masks of one data set.
     *
     * @param values what the pixel values mean
     * @param classes how many classes there are; a value beyond them is an error
     */
    public MaskReader(MaskValues values, int classes) {
        this.values = values;
        this.classes = classes;
    }

    /**
     * Reads a mask.
     *
     * @throws BadInputException if the file cannot be read, has colours instead of numbers, more than 100 million
     *     pixels, or a value that is no class
     */
    public ClassMap read(Path file) {
        BufferedImage image;
        try {
            image = decode(file);
        } catch (IOException | RuntimeException e) {
            if (e instanceof BadInputException bad) {
                throw bad;
            }
            throw new BadInputException(file + ": expected a mask in PNG or another lossless format, found: " + e, e);
        }
        if (image.getRaster().getNumBands() != 1) {
            throw new BadInputException(
                    file + ": expected a mask with a palette or in gray, one number a pixel, found: "
                            + image.getRaster().getNumBands() + " colour channels");
        }
        int type = image.getSampleModel().getDataType();
        if (type == DataBuffer.TYPE_FLOAT || type == DataBuffer.TYPE_DOUBLE) {
            throw new BadInputException(
                    file + ": expected whole numbers in a mask, found floating-point samples; save it"
                            + " with 8 or 16 bits");
        }
        return classes(file, image);
    }

    private static BufferedImage decode(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new BadInputException(file + ": expected a mask file, found none." + PathHint.of(file));
        }
        // Of any file system, and without a file in the temporary folder.
        byte[] bytes = Interrupts.deferred(() -> Files.readAllBytes(file));
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new BadInputException(file + ": expected a mask in PNG or another lossless format, found "
                        + FileContent.of(ByteBuffer.wrap(bytes)));
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in);
                String format = reader.getFormatName();
                long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
                if (format.equalsIgnoreCase("jpeg") || pixels > MAX_PIXELS) {
                    throw new BadInputException(file + ": expected a lossless mask of at most " + MAX_PIXELS
                            + " pixels, found: " + format + " of " + pixels);
                }
                requirePlain(file, reader.getImageMetadata(0));
                return reader.read(0);
            } finally {
                reader.dispose();
            }
        }
    }

    /** Masks that were inverted or packed with a loss on their way have other numbers than were meant. */
    private static void requirePlain(Path file, @Nullable IIOMetadata metadata) {
        if (metadata == null || !metadata.isStandardMetadataFormatSupported()) {
            return;
        }
        Node tree = metadata.getAsTree(IIOMetadataFormatImpl.standardMetadataFormatName);
        if ("FALSE".equals(value(tree, "Chroma", "BlackIsZero"))) {
            throw new BadInputException(
                    file + ": expected a mask whose numbers are stored as they are, found one where 0 is"
                            + " white (PhotometricInterpretation 0); save it as PNG");
        }
        if ("FALSE".equals(value(tree, "Compression", "Lossless"))) {
            throw new BadInputException(file + ": expected a lossless mask, found a compression that changes numbers");
        }
    }

    private static @Nullable String value(Node tree, String group, String name) {
        for (Node outer = tree.getFirstChild(); outer != null; outer = outer.getNextSibling()) {
            for (Node inner = outer.getFirstChild();
                    inner != null && outer.getNodeName().equals(group);
                    inner = inner.getNextSibling()) {
                if (inner.getNodeName().equals(name)) {
                    return inner.getAttributes()
                            .getNamedItem("value")
                            .getNodeValue()
                            .toUpperCase(Locale.ROOT);
                }
            }
        }
        return null;
    }

    private ClassMap classes(Path file, BufferedImage image) {
        ImageSize size = new ImageSize(image.getWidth(), image.getHeight());
        Raster raster = image.getRaster();
        boolean isNarrow = classes <= ClassMap.IGNORED_BYTE;
        byte[] bytes = new byte[isNarrow ? Math.toIntExact(size.pixels()) : 0];
        short[] shorts = new short[isNarrow ? 0 : Math.toIntExact(size.pixels())];
        int[] row = new int[size.width()];
        int[] table = new int[1 << Short.SIZE];
        Arrays.fill(table, UNSET);
        for (int y = 0, i = 0; y < size.height(); y++) {
            raster.getSamples(0, y, row.length, 1, 0, row);
            for (int value : row) {
                boolean isWide = value < 0 || value >= table.length;
                if (!isWide && table[value] == UNSET) {
                    table[value] = checked(file, value, image);
                }
                int index = isWide ? checked(file, value, image) : table[value];
                if (isNarrow) {
                    bytes[i++] = (byte) index;
                } else {
                    shorts[i++] = (short) index;
                }
            }
        }
        return isNarrow ? ClassMap.of(size, bytes) : ClassMap.of(size, shorts);
    }

    private int checked(Path file, int value, BufferedImage image) {
        if (value < 0) {
            throw new BadInputException(file + ": expected values of at least 0 in a mask, found: " + value
                    + " (samples of 32 bits beyond 2147483647 count as negative)");
        }
        int index = values.classOf(value);
        boolean isIndexed = image.getColorModel() instanceof IndexColorModel;
        if (index != ClassMap.IGNORED && (index < 0 || index >= classes)) {
            throw new BadInputException(file + ": expected " + (isIndexed ? "palette indexes" : "gray values") + " of "
                    + classes + " classes, found: " + value + ", which would be class " + index
                    + ". Say what it means with MaskValues.mapping or ignoring");
        }
        return index;
    }
}
