/** The experts: statistical methods that each forecast one series by themselves. Pure Java; no state between calls. */
@NullMarked
package dev.shopkeeper.inventory.forecast.expert;

import org.jspecify.annotations.NullMarked;
