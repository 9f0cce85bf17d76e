/**
 * The hybrid forecast: experts weighted by how they did at rolling origins, a network over all series, and quantiles from
 * their own errors. Pure Java.
 */
@NullMarked
package dev.shopkeeper.inventory.forecast.ensemble;

import org.jspecify.annotations.NullMarked;
