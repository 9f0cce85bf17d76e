/** What other services say of an item, as far as a ranking needs it: titles, categories, stock, price. */
@NullMarked
package dev.shopkeeper.recommendation.catalogue;

import org.jspecify.annotations.NullMarked;
