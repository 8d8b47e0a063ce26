/** Drawing results onto copies of pictures. */
@NullMarked
package dev.visiontask.draw;

import org.jspecify.annotations.NullMarked;
