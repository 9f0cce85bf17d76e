/** Depots and their vehicles. */
@NullMarked
package dev.shopkeeper.logistics.fleet;

import org.jspecify.annotations.NullMarked;
