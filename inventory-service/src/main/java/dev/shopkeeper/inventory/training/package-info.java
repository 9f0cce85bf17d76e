/** The model of this service, told to the platform: its data, its hold-out, its gate. */
@NullMarked
package dev.shopkeeper.inventory.training;

import org.jspecify.annotations.NullMarked;
