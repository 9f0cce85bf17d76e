/** Journeys, browser tests and fault tests over the whole platform, started as an operator starts it. */
@NullMarked
package dev.shopkeeper.e2e;

import org.jspecify.annotations.NullMarked;
