/** A small service that decides. */
@NullMarked
package dev.shopkeeper.decision.sample;

import org.jspecify.annotations.NullMarked;
