/**
 * A JVM beside the service's own, for one training run: how it is started from the service's class path, what it is told,
 * what its end means, and where it may write. What the run does is not known here.
 */
@NullMarked
package dev.shopkeeper.learning.trainer;

import org.jspecify.annotations.NullMarked;
