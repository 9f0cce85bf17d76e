/**
 * Recurrent neural networks. They are trained with deeplearning4j, whose LSTM layers are made fast here, and served by
 * {@link dev.shopkeeper.neural.LstmNetwork}, plain Java that needs no native library.
 */
@NullMarked
package dev.shopkeeper.neural;

import org.jspecify.annotations.NullMarked;
