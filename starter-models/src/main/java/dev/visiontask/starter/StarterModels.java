package dev.visiontask.starter;

import dev.visiontask.internal.CacheFolder;
import dev.visiontask.model.ModelProvider;
import java.nio.file.Path;
import java.util.Set;

/**
 * The models inside this jar. {@code ModelRef.of(StarterModels.PAGE_ORIENTATION)} opens one; nothing is downloaded.
 *
 * <p>An engine wants files, so the first use copies a model out of the jar into a cache folder: {@code starter} in the
 * folder of the system property {@value #CACHE_PROPERTY}, else in the user's cache folder
 * ({@code $XDG_CACHE_HOME/visiontask}, {@code ~/.cache/visiontask}, on Windows {@code %LOCALAPPDATA%\visiontask}), else,
 * if that cannot be written, in the folder for temporary files. The copy is named by its content, appears whole or not
 * at all, is checked by SHA-256 at each use, and is shared by all programs of the user. Where the resources are plain
 * files already, they are used in place.
 */
public final class StarterModels implements ModelProvider {
    /** Whether a page is upright or turned by 90, 180 or 270 degrees. */
    public static final String PAGE_ORIENTATION = "page-orientation";

    /** Where titles, paragraphs, lists, tables, figures and codes are on a page. */
    public static final String PAGE_LAYOUT = "page-layout";

    /** What each pixel belongs to: surroundings, page, text, figure or table. */
    public static final String PAGE_SEGMENTS = "page-segments";

    /** How the camera moves in a clip: static, pan, tilt, zoom, roll or shake. */
    public static final String CAMERA_MOTION = "camera-motion";

    /** The system property with the cache folder. */
    public static final String CACHE_PROPERTY = CacheFolder.PROPERTY;

    private final BundledModels models =
            new BundledModels(StarterModels.class.getClassLoader(), "dev/visiontask/starter", CacheFolder::choose);

    /** For {@link java.util.ServiceLoader}. */
    public StarterModels() {}

    @Override
    public Set<String> ids() {
        return models.ids();
    }

    @Override
    public Path locate(String id) {
        return models.locate(id);
    }
}
