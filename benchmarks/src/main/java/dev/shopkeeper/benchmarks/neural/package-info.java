/** Training and serving of recurrent networks, against deeplearning4j as it is. */
@NullMarked
package dev.shopkeeper.benchmarks.neural;

import org.jspecify.annotations.NullMarked;
