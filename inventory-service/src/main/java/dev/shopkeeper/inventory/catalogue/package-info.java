/**
 * The catalogue, which this service owns: what an item is, in which languages, what it costs and how it is found. Every
 * change is told to the platform as the item's whole present state on the compacted catalogue topic; what changes nothing
 * is not told.
 */
@NullMarked
package dev.shopkeeper.inventory.catalogue;

import org.jspecify.annotations.NullMarked;
