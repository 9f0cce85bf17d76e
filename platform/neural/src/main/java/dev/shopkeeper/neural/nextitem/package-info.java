/**
 * What comes next: a recurrent network over the items that somebody met. It is trained by deeplearning4j, and served by
 * {@link dev.shopkeeper.neural.nextitem.NextItemNetwork}, plain Java that needs no native library.
 */
@NullMarked
package dev.shopkeeper.neural.nextitem;

import org.jspecify.annotations.NullMarked;
