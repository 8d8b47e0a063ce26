package dev.visiontask.video;

import dev.visiontask.BadInputException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Opens AVI files whose pictures are JPEGs. */
final class AviProvider implements VideoProvider {
    @Override
    public String name() {
        return "motion-jpeg";
    }

    @Override
    public boolean supports(VideoLocation location, ByteBuffer head) {
        Path path = location.path();
        if (path == null || head.remaining() < RiffFile.LIST_HEAD || head.get(0) != 'R') {
            return false;
        }
        try (RiffFile file = new RiffFile(path, location.name())) {
            AviHeader header = AviHeader.read(file);
            return header != null && header.isMotionJpeg();
        }
    }

    @Override
    public VideoReader open(VideoLocation location, FrameOptions options) {
        Path path = location.path();
        if (path == null) {
            throw new BadInputException(location.name() + ": expected an AVI file, found no path");
        }
        RiffFile file = new RiffFile(path, location.name());
        try {
            AviHeader header = AviHeader.read(file);
            if (header == null || !header.isMotionJpeg()) {
                throw new BadInputException(location.name() + ": expected an AVI file with Motion-JPEG pictures, found "
                        + (header == null ? "none with a picture stream" : "the codec " + header.codec()));
            }
            return new AviReader(file, header, location.name(), options);
        } catch (RuntimeException | Error e) {
            file.close();
            throw e;
        }
    }
}
