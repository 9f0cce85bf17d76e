/** Holds the committed API document of an application equal to the one it serves. */
@NullMarked
package dev.shopkeeper.testing.openapi;

import org.jspecify.annotations.NullMarked;
