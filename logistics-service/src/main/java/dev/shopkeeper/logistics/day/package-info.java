/**
 * The day of a depot: which vehicle brings which delivery when, from the tours as they stand, the clock, and the traffic. Pure:
 * neither a database nor HTTP.
 */
@NullMarked
package dev.shopkeeper.logistics.day;

import org.jspecify.annotations.NullMarked;
