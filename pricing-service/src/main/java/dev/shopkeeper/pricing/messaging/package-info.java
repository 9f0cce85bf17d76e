/** Listeners: what other services say and this one keeps. */
@NullMarked
package dev.shopkeeper.pricing.messaging;

import org.jspecify.annotations.NullMarked;
