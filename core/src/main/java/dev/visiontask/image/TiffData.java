package dev.visiontask.image;

/** The unpacked bytes of one strip or tile, from its start to its end. */
interface TiffData extends AutoCloseable {
    /**
     * Fills the row with the next bytes.
     *
     * @throws UndecodableException if the data end before or are broken
     */
    void read(byte[] row) throws UndecodableException;

    @Override
    void close();

    /** An error for data that end early. */
    static UndecodableException ended(long at) {
        return new UndecodableException("truncated or broken: the data of a strip or tile end early, near byte " + at);
    }
}
