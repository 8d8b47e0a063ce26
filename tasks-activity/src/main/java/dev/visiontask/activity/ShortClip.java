package dev.visiontask.activity;

import java.util.Locale;

/**
 * What stands for frames beyond the end of a clip. Source: the two values of {@code out_of_bound_opt} of MMAction2's
 * {@code SampleFrames}, whose default is to loop.
 */
public enum ShortClip {
    /** The clip begins again from the front: place {@code p} is {@code p mod frames}. */
    LOOP,
    /** The last sampled frame that the clip has is repeated. */
    REPEAT_LAST;

    /** The name in model descriptions. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
