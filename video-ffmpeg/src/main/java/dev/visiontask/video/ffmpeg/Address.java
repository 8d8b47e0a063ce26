package dev.visiontask.video.ffmpeg;

import dev.visiontask.BadInputException;
import dev.visiontask.video.VideoLocation;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where FFmpeg shall read, and which of its protocols it may use there. A file may only lead to files, so that a
 * playlist cannot make it call the network.
 *
 * @param name for messages
 * @param url in FFmpeg's words
 * @param protocols the allowed ones, separated by commas
 * @param format of a device; null to let the bytes decide
 * @param local whether it is a file
 */
record Address(
        String name, String url, String protocols, @Nullable String format, boolean local) {
    private static final String WEB = "http,https,tcp,tls,httpproxy,crypto,data";
    private static final Map<String, String> PROTOCOLS = Map.ofEntries(
            Map.entry("http", WEB),
            Map.entry("https", WEB),
            Map.entry("rtsp", "rtsp,rtp,rtcp,srtp,udp,tcp,tls,http"),
            Map.entry("rtsps", "rtsps,rtsp,rtp,rtcp,srtp,udp,tcp,tls"),
            Map.entry("rtp", "rtp,rtcp,srtp,udp"),
            Map.entry("rtmp", "rtmp,tcp"),
            Map.entry("rtmps", "rtmps,tls,tcp"),
            Map.entry("srt", "srt"),
            Map.entry("udp", "udp"),
            Map.entry("tcp", "tcp"));
    private static final String SYNTHETIC = "lavfi:";
    private static final String FILE = "file:";

    static Address of(VideoLocation location) {
        Path path = location.path();
        if (path != null) {
            requirePlain(path);
            return new Address(location.name(), FILE + path.toAbsolutePath(), "file", null, true);
        }
        String device = location.device();
        if (device != null) {
            return device(device);
        }
        URI uri = location.uri();
        String url = String.valueOf(uri);
        String scheme = url.substring(0, Math.max(0, url.indexOf(':'))).toLowerCase(Locale.ROOT);
        String protocols = PROTOCOLS.get(scheme);
        if (protocols == null) {
            throw new BadInputException(location.name() + ": expected an address with a scheme out of "
                    + PROTOCOLS.keySet().stream().sorted().toList() + ", found: " + scheme);
        }
        return new Address(location.name(), url, protocols, null, false);
    }

    /** The file, if it is one. */
    @Nullable
    Path file() {
        return local ? Path.of(url.substring(FILE.length())) : null;
    }

    /** Frames.open copies others before; whoever calls the provider itself must do so, too. */
    private static void requirePlain(Path path) {
        if (!path.getFileSystem().equals(FileSystems.getDefault())) {
            throw new BadInputException(path + ": expected a file of the default file system, found one of "
                    + path.getFileSystem().provider().getScheme() + "; open it by Frames.open, which copies it");
        }
    }

    private static Address device(String device) {
        if (device.startsWith(SYNTHETIC)) {
            return new Address(device, device.substring(SYNTHETIC.length()), "", "lavfi", false);
        }
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String format = system.startsWith("windows") ? "dshow" : system.startsWith("mac") ? "avfoundation" : "v4l2";
        return new Address(device, device, "", format, false);
    }
}
