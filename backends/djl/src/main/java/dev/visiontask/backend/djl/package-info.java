/**
 * Backends on engines that DJL loads: {@link dev.visiontask.backend.djl.MxnetBackend}. DJL serves as the way to the
 * engine only; its image, translator and predictor classes are not used, and its telemetry and downloads are off.
 */
@NullMarked
package dev.visiontask.backend.djl;

import org.jspecify.annotations.NullMarked;
