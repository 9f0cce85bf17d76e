/** How fast traffic moves in each zone, by upload and by event, on one path. */
@NullMarked
package dev.shopkeeper.logistics.traffic;

import org.jspecify.annotations.NullMarked;
