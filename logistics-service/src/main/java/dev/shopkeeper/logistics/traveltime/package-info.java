/**
 * How long a van takes from place to place at a time of day, and how long it stands at a door: learnt from traffic and from legs that
 * were driven. Pure Java; speeds are metres per second over ways, and a way is the great circle times {@link
 * dev.shopkeeper.logistics.traveltime.GreatCircle#DETOUR}.
 */
@org.jspecify.annotations.NullMarked
package dev.shopkeeper.logistics.traveltime;
