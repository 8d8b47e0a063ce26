package dev.visiontask.video;

import dev.visiontask.video.RiffFile.Chunk;
import java.nio.ByteBuffer;

/**
 * Where an AVI file ends by its own structure: the lengths of its RIFF lists, and the lists of frames that OpenDML's index of
 * indexes (OpenDML 1.02, section 3.0) names. How many frames the header announces says nothing about that: many writers
 * announce what they meant to write, and never correct it.
 */
final class AviEnd {
    /** The length of a file whose writer never came back to say it. */
    static final long UNKNOWN = -1;

    private static final int MOST_LISTS = 4096;
    private static final int MOST_CHUNKS = 10_000;
    private static final int INDEX_HEAD = 24;
    private static final int ENTRY = 16;
    private static final int WORDS = 4;

    private AviEnd() {}

    /** The byte behind the last one, or {@link #UNKNOWN}. */
    static long of(RiffFile file) {
        Chunk list = file.chunk(0);
        if (list == null || list.length() == 0) {
            return UNKNOWN;
        }
        long end = 0;
        for (int i = 0; i < MOST_LISTS && list != null && list.id().equals("RIFF"); i++) {
            end = Math.max(end, list.data() + list.length());
            list = file.chunk(list.next());
        }
        return Math.max(end, ofIndexes(file));
    }

    /** Where the last index that the index of indexes names ends; 0 without one. */
    private static long ofIndexes(RiffFile file) {
        long end = 0;
        Chunk chunk = file.chunk(RiffFile.LIST_HEAD);
        for (int i = 0; i < MOST_CHUNKS && chunk != null; i++) {
            if (chunk.isList() && chunk.type().equals("movi")) {
                break;
            }
            if (chunk.id().equals("indx")) {
                end = Math.max(end, ofIndexes(file.data(chunk, INDEX_HEAD + ENTRY * MOST_LISTS)));
            }
            boolean enter = chunk.isList()
                    && (chunk.type().equals("hdrl") || chunk.type().equals("strl"));
            chunk = file.chunk(enter ? chunk.at() + RiffFile.LIST_HEAD : chunk.next());
        }
        return end;
    }

    /** An index of indexes has entries of four words and the type 0; each is an offset in the file and a length. */
    private static long ofIndexes(ByteBuffer index) {
        if (index.remaining() < INDEX_HEAD || index.getShort(0) != WORDS || index.get(3) != 0) {
            return 0;
        }
        long end = 0;
        long entries = Integer.toUnsignedLong(index.getInt(4));
        for (int i = 0; i < entries && INDEX_HEAD + (i + 1) * ENTRY <= index.limit(); i++) {
            long at = index.getLong(INDEX_HEAD + i * ENTRY);
            long length = Integer.toUnsignedLong(index.getInt(INDEX_HEAD + i * ENTRY + Long.BYTES));
            if (at > 0 && at + length > 0) {
                end = Math.max(end, at + length);
            }
        }
        return end;
    }
}
