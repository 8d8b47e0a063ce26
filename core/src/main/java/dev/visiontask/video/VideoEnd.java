package dev.visiontask.video;

import dev.visiontask.BadInputException;
import dev.visiontask.internal.SteadyFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether a video file ends before the end that its own structure announces: the boxes of mp4 and mov (ISO/IEC 14496-12, 4.2),
 * the lists of an AVI file ({@link AviEnd}), the segment of Matroska and WebM (RFC 8794 and 9559). Files without such lengths are never cut.
 */
final class VideoEnd {
    /** Some writers of AVI count the head of the list, or the byte that pads it. */
    static final int RIFF_TOLERANCE = 9;

    private static final int HEAD = 16;
    private static final int MOST_BOXES = 100_000;
    private static final int EBML = 0x1a45dfa3;
    private static final int SEGMENT = 0x18538067;

    private final Path path;
    private final SteadyFile file;
    private final long size;

    private VideoEnd(Path path, SteadyFile file, long size) {
        this.path = path;
        this.file = file;
        this.size = size;
    }

    /** What is missing, as the words after the name of the file; empty if nothing is, or it cannot be told. */
    static Optional<String> missing(Path path) {
        try (SteadyFile file = SteadyFile.toRead(path)) {
            return new VideoEnd(path, file, Files.size(path)).missing();
        } catch (IOException | UnsupportedOperationException | BadInputException e) {
            return Optional.empty();
        }
    }

    private Optional<String> missing() throws IOException {
        ByteBuffer head = at(0);
        String latin = StandardCharsets.ISO_8859_1.decode(head.duplicate()).toString();
        if (latin.startsWith("RIFF") && latin.startsWith("AVI ", 8)) {
            try (RiffFile riff = new RiffFile(path, path.toString())) {
                long end = AviEnd.of(riff);
                return end == AviEnd.UNKNOWN ? Optional.empty() : until(end, RIFF_TOLERANCE);
            }
        }
        if (head.remaining() >= 8 && head.getInt(0) == EBML) {
            return matroska();
        }
        return isIso(latin) ? iso() : Optional.empty();
    }

    private ByteBuffer at(long place) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(HEAD);
        file.read(head, place);
        return head.flip();
    }

    private Optional<String> until(long end, int tolerance) {
        long gone = end - size;
        return gone <= tolerance
                ? Optional.empty()
                : Optional.of("the file ends " + gone + " bytes before the end that it announces; copy it again");
    }

    private static boolean isIso(String latin) {
        return latin.startsWith("ftyp", 4) || latin.startsWith("moov", 4) || latin.startsWith("mdat", 4);
    }

    private Optional<String> iso() throws IOException {
        boolean indexed = false;
        long place = 0;
        for (int i = 0; i < MOST_BOXES && place < size; i++) {
            ByteBuffer head = at(place);
            if (head.remaining() < 8) {
                break;
            }
            String type = StandardCharsets.ISO_8859_1.decode(head.slice(4, 4)).toString();
            long length = Integer.toUnsignedLong(head.getInt(0));
            if (length == 1 && head.remaining() == HEAD) {
                length = head.getLong(8);
            } else if (length == 0) {
                length = size - place;
            }
            if (length < 8 || place + length < 0) {
                return Optional.empty();
            }
            indexed |= type.equals("moov");
            place += length;
        }
        if (!indexed) {
            return Optional.of(
                    "its index (the moov box of mp4 and mov) is missing: the file was cut off, or its recording"
                            + " never finished; copy it again, or repair it with a tool such as untrunc");
        }
        return until(place, 0);
    }

    private Optional<String> matroska() throws IOException {
        long afterHead = end(0, 4);
        if (afterHead < 0 || at(afterHead).remaining() < 8 || at(afterHead).getInt(0) != SEGMENT) {
            return Optional.empty();
        }
        long end = end(afterHead, 4);
        return end < 0 ? Optional.empty() : until(end, 0);
    }

    /** Where an element of EBML ends, whose id has so many bytes; -1 if it does not say. */
    private long end(long place, int idBytes) throws IOException {
        ByteBuffer head = at(place);
        int first = head.remaining() > idBytes ? head.get(idBytes) & 0xff : 0;
        int bytes = Integer.numberOfLeadingZeros(first) - Integer.SIZE + Byte.SIZE + 1;
        if (first == 0 || head.remaining() < idBytes + bytes) {
            return -1;
        }
        long length = first & ((1 << (Byte.SIZE - bytes)) - 1);
        boolean unknown = length == (1 << (Byte.SIZE - bytes)) - 1;
        for (int i = 1; i < bytes; i++) {
            int next = head.get(idBytes + i) & 0xff;
            unknown &= next == 0xff;
            length = length << Byte.SIZE | next;
        }
        return unknown ? -1 : place + idBytes + bytes + length;
    }
}
