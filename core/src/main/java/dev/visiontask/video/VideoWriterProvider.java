package dev.visiontask.video;

import dev.visiontask.ImageSize;
import java.nio.file.Path;
import java.util.Set;

/**
 * Writes videos of some kinds; found by {@link java.util.ServiceLoader}. Built in is {@code motion-jpeg} (AVI),
 * which goes first unless {@link WriteOptions#provider()} names another. If two others write one kind, it must name one.
 */
public interface VideoWriterProvider {
    /** A short lower-case name, by which users choose it. */
    String name();

    /** The extensions of the files it writes, in lower case, without the dot. */
    Set<String> extensions();

    /**
     * The codecs it writes into files of an extension here, {@link VideoCodec#AUTO} among them if it chooses one for it.
     *
     * @param extension one of {@link #extensions()}
     * @throws dev.visiontask.BackendNotFoundException if the provider's native library does not load here
     */
    Set<VideoCodec> codecs(String extension);

    /**
     * Begins a video.
     *
     * @param file where to write, in the default file system; it exists and is empty. Its name means nothing
     * @param extension the kind of file, one of {@link #extensions()}
     * @param size of the pictures
     * @param options with a codec out of {@link #codecs}; their size and provider mean nothing here
     * @throws dev.visiontask.UnsupportedOptionException if the codec does not take such pictures
     * @throws dev.visiontask.OutputException if the file cannot be written
     */
    VideoWriter open(Path file, String extension, ImageSize size, WriteOptions options);
}
