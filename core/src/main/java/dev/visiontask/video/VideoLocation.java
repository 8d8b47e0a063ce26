package dev.visiontask.video;

import dev.visiontask.BadInputException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.nio.file.spi.FileSystemProvider;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a video is. Exactly one of {@code path}, {@code uri} and {@code device} is given.
 *
 * @param name for messages
 * @param path a file, a folder, or a folder with a pattern as its last name
 * @param uri an address, without the scheme {@code file}
 * @param device a camera in the words of the operating system, such as {@code /dev/video0}
 */
public record VideoLocation(
        String name,
        @Nullable Path path,
        @Nullable URI uri,
        @Nullable String device) {
    /** Checks that there is one place. */
    public VideoLocation {
        Objects.requireNonNull(name, "name");
        if ((path != null ? 1 : 0) + (uri != null ? 1 : 0) + (device != null ? 1 : 0) != 1) {
            throw new IllegalArgumentException("Expected exactly one of path, URI and device");
        }
    }

    static VideoLocation of(Path path) {
        return new VideoLocation(path.toString(), path, null, null);
    }

    static VideoLocation of(URI uri) {
        if ("file".equalsIgnoreCase(uri.getScheme())) {
            return new VideoLocation(uri.toString(), Path.of(uri), null, null);
        }
        if (uri.getScheme() == null) {
            throw new IllegalArgumentException("Expected a URI with a scheme, found: " + uri);
        }
        if (isFileSystem(uri.getScheme())) {
            return new VideoLocation(uri.toString(), inFileSystem(uri), null, null);
        }
        return new VideoLocation(withoutPassword(uri), null, uri, null);
    }

    /** Of an archive or another installed file system. */
    private static boolean isFileSystem(String scheme) {
        return FileSystemProvider.installedProviders().stream()
                .anyMatch(provider -> provider.getScheme().equalsIgnoreCase(scheme));
    }

    private static Path inFileSystem(URI uri) {
        try {
            return Path.of(uri);
        } catch (FileSystemNotFoundException e) {
            throw new BadInputException(
                    uri + ": expected a file system that is open, found none; open it by"
                            + " FileSystems.newFileSystem(...) and close it after the video",
                    e);
        }
    }

    static VideoLocation ofDevice(String device) {
        return new VideoLocation(device, null, null, device);
    }

    /** Addresses of cameras often hold a password, which must not get into logs. */
    private static String withoutPassword(URI uri) {
        String info = uri.getRawUserInfo();
        return info == null ? uri.toString() : uri.toString().replace(info + "@", "***@");
    }
}
