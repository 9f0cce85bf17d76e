/** Tests of the service as a whole. */
@NullMarked
package dev.shopkeeper.recommendation;

import org.jspecify.annotations.NullMarked;
