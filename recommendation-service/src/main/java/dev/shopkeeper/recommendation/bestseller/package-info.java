/** Best sellers: exact units of a range of days, net of what was cancelled and returned. */
@NullMarked
package dev.shopkeeper.recommendation.bestseller;

import org.jspecify.annotations.NullMarked;
