/**
 * The platform as a whole. {@link dev.shopkeeper.local.stack.LocalStack} starts and stops it, for {@code ./shop up} and for
 * tests alike.
 */
@NullMarked
package dev.shopkeeper.local.stack;

import org.jspecify.annotations.NullMarked;
