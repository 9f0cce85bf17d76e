/** Listeners: what other services say and this one keeps. */
@NullMarked
package dev.shopkeeper.logistics.messaging;

import org.jspecify.annotations.NullMarked;
