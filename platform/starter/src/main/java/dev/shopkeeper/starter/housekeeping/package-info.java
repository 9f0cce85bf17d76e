/** Forgetting what is no longer needed. */
@NullMarked
package dev.shopkeeper.starter.housekeeping;

import org.jspecify.annotations.NullMarked;
