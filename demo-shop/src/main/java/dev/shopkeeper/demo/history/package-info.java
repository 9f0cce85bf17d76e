/**
 * What happens in the shop: a day-by-day simulation that yields facts in the order of time, with causes: people see what\n * they like, buy what they can afford and what is in stock, return what does not fit, write when something goes wrong.
 */
@NullMarked
package dev.shopkeeper.demo.history;

import org.jspecify.annotations.NullMarked;
