package dev.visiontask.detection.evaluation;

import dev.visiontask.ImageSize;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * One Pascal VOC annotation. A document type is refused, so that no file can name others or grow when read.
 *
 * @param name the name of the file
 * @param image the file name of the image
 * @param size its size, or null if the file does not tell
 * @param objects what is marked
 */
record VocFile(String name, String image, @Nullable ImageSize size, List<Marked> objects) {
    private static final String ROOT = "/annotation";
    private static final String OBJECT = "/annotation/object";

    /** What is read of an object or a file, once in each. */
    private static final Set<String> READ = Set.of(
            ROOT + "/filename",
            ROOT + "/size/width",
            ROOT + "/size/height",
            OBJECT + "/name",
            OBJECT + "/difficult",
            OBJECT + "/bndbox/xmin",
            OBJECT + "/bndbox/ymin",
            OBJECT + "/bndbox/xmax",
            OBJECT + "/bndbox/ymax");

    /** An object as it stands in the file; corners are pixels counted from 1, all of them inside. */
    record Marked(String name, boolean difficult, int line, double left, double top, double right, double bottom) {
        /** Below it a corner is before the first pixel. */
        private static final double FIRST = 0.5;

        CocoBox box(@Nullable ImageSize size) {
            if (left < FIRST || top < FIRST) {
                throw new IllegalArgumentException("Expected pixels counted from 1, found xmin " + left + " and ymin "
                        + top + ". Add 1 to corners that are counted from 0; multiply shares by the size of the image");
            }
            if (right < left || bottom < top) {
                throw new IllegalArgumentException("Expected xmin <= xmax and ymin <= ymax, found " + left + " and "
                        + right + ", " + top + " and " + bottom);
            }
            if (size != null && (right >= size.width() + FIRST || bottom >= size.height() + FIRST)) {
                throw new IllegalArgumentException("Expected corners within the image of " + size + ", found xmax "
                        + right + " and ymax " + bottom);
            }
            return new CocoBox(left - 1, top - 1, right - left + 1, bottom - top + 1);
        }
    }

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException if it is not such an annotation
     */
    static VocFile read(Path file) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try (InputStream in = Files.newInputStream(file)) {
            XMLStreamReader xml = factory.createXMLStreamReader(in);
            try {
                return new Walk(xml).file(file);
            } catch (IllegalArgumentException wrong) {
                int line = xml.getLocation().getLineNumber();
                throw new IllegalArgumentException(
                        wrong.getMessage() + (line > 0 ? ", before the end of line " + line : ""), wrong);
            } finally {
                xml.close();
            }
        } catch (XMLStreamException wrong) {
            Location at = wrong.getLocation();
            throw new IllegalArgumentException(
                    "Expected an XML file, found other text"
                            + (at == null ? "" : " in line " + at.getLineNumber() + ", column " + at.getColumnNumber()),
                    wrong);
        } catch (IOException failure) {
            throw new IllegalArgumentException("Expected a file that can be read, found: " + failure, failure);
        }
    }

    /** Goes through the elements; texts are kept by the path of their element. */
    private static final class Walk {
        private final XMLStreamReader xml;
        private final StringBuilder path = new StringBuilder();
        private final StringBuilder text = new StringBuilder();
        private final Map<String, String> ofFile = new HashMap<>();
        private final Map<String, String> ofObject = new HashMap<>();
        private final List<Marked> objects = new ArrayList<>();
        private boolean rooted;

        Walk(XMLStreamReader xml) {
            this.xml = xml;
        }

        VocFile file(Path file) throws XMLStreamException {
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> start();
                    case XMLStreamConstants.END_ELEMENT -> end();
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(xml.getText());
                    case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                        throw new IllegalArgumentException("Expected no document type, found one; remove it");
                    default -> {}
                }
            }
            if (!rooted) {
                throw new IllegalArgumentException("Expected an element annotation, found none");
            }
            String name = ofFile.getOrDefault(ROOT + "/filename", FolderListing.stem(file) + ".jpg");
            return new VocFile(String.valueOf(file.getFileName()), name, size(), List.copyOf(objects));
        }

        private void start() {
            path.append('/').append(xml.getLocalName());
            text.setLength(0);
            rooted |= path.toString().equals(ROOT);
            String name = xml.getLocalName().toLowerCase(Locale.ROOT);
            if (name.equals("bndbox") && !path.toString().startsWith(OBJECT + "/")) {
                throw new IllegalArgumentException("Expected a bndbox in " + OBJECT + ", found it at " + path);
            }
            if (path.toString().equals(OBJECT)) {
                ofObject.clear();
            }
        }

        private void end() {
            String at = path.toString();
            String value = text.toString().strip();
            text.setLength(0);
            if (at.equals(OBJECT)) {
                objects.add(marked());
            } else if (!value.isEmpty()) {
                String before = (at.startsWith(OBJECT + "/") ? ofObject : ofFile).put(at, value);
                if (before != null && READ.contains(at)) {
                    throw new IllegalArgumentException("Expected one " + at + ", found two: " + before + " and " + value
                            + ". Write an object of its own for each box");
                }
            }
            path.setLength(path.lastIndexOf("/"));
        }

        private Marked marked() {
            String name = ofObject.get(OBJECT + "/name");
            if (name == null) {
                throw new IllegalArgumentException("Expected a name of each object, found one without");
            }
            if (ofObject.keySet().stream().noneMatch(key -> key.startsWith(OBJECT + "/bndbox/"))) {
                throw new IllegalArgumentException("Expected a bndbox of each object, found one without, a " + name
                        + ". Polygons and turned boxes are not read");
            }
            String difficulty = ofObject.get(OBJECT + "/difficult");
            boolean difficult = difficulty != null && flag(difficulty);
            return new Marked(
                    name,
                    difficult,
                    xml.getLocation().getLineNumber(),
                    edge("xmin"),
                    edge("ymin"),
                    edge("xmax"),
                    edge("ymax"));
        }

        private static boolean flag(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "1", "true" -> true;
                case "0", "false" -> false;
                default -> throw new IllegalArgumentException("Expected 0 or 1 for difficult, found: " + text);
            };
        }

        private double edge(String name) {
            return number(name, ofObject.get(OBJECT + "/bndbox/" + name));
        }

        private @Nullable ImageSize size() {
            String width = ofFile.get(ROOT + "/size/width");
            String height = ofFile.get(ROOT + "/size/height");
            if (width == null || height == null) {
                return null;
            }
            int columns = whole("width", width);
            int rows = whole("height", height);
            return columns > 0 && rows > 0 ? new ImageSize(columns, rows) : null;
        }

        private static int whole(String name, String text) {
            double value = number(name, text);
            if (value != (int) value || value < 0) {
                throw new IllegalArgumentException("Expected whole pixels for " + name + ", found: " + text);
            }
            return (int) value;
        }

        private static double number(String name, @Nullable String text) {
            if (text == null) {
                throw new IllegalArgumentException("Expected a number " + name + ", found none");
            }
            return DecimalText.read(name, text);
        }
    }
}
