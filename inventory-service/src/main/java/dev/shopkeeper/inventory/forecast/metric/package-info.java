/** How good forecasts are. Pure Java. */
@NullMarked
package dev.shopkeeper.inventory.forecast.metric;

import org.jspecify.annotations.NullMarked;
