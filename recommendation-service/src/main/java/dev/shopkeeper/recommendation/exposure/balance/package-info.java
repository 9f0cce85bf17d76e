/** How attention is shared out by ranked lists, and lists that are reordered so that everybody gets a least share. Pure Java. */
@NullMarked
package dev.shopkeeper.recommendation.exposure.balance;

import org.jspecify.annotations.NullMarked;
