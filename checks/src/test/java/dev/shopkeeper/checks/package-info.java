/** Checks that need to see all modules at once. */
@NullMarked
package dev.shopkeeper.checks;

import org.jspecify.annotations.NullMarked;
