/**
 * What several packages of this library share and no user needs: no promise of stability. Looking up service providers,
 * words for messages, and files of other file systems.
 */
@NullMarked
package dev.visiontask.internal;

import org.jspecify.annotations.NullMarked;
