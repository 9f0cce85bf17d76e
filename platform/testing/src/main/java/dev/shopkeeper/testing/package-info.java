/** What a test of the platform starts from: {@link dev.shopkeeper.testing.PlatformTest} and the tokens to call with. */
@NullMarked
package dev.shopkeeper.testing;

import org.jspecify.annotations.NullMarked;
