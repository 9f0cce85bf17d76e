/**
 * Tours of vehicles to stops, by ruin and recreate. Pure Java; times are whole seconds, distances whole metres, places are numbers
 * of rows of a travel matrix.
 */
@org.jspecify.annotations.NullMarked
package dev.shopkeeper.logistics.routing;
