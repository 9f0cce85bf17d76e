/** Services in processes of their own, for tests that kill them. */
@NullMarked
package dev.shopkeeper.testing.process;

import org.jspecify.annotations.NullMarked;
