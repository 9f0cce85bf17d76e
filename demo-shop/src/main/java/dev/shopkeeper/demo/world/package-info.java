/**
 * What the shop is before anything happens in it: categories, items, members with their hidden tastes, the city, the\n * calendar of promotions. Everything follows from a seed; pure Java, no clock, no I/O beyond the class path.
 */
@NullMarked
package dev.shopkeeper.demo.world;

import org.jspecify.annotations.NullMarked;
