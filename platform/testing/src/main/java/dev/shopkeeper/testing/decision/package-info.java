/** The contract that every decision that is served keeps, as tests. */
@NullMarked
package dev.shopkeeper.testing.decision;

import org.jspecify.annotations.NullMarked;
