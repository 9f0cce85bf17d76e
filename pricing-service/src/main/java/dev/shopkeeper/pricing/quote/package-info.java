/** The price in force, its ledger, and the decision served. Cost never gets here. */
@NullMarked
package dev.shopkeeper.pricing.quote;

import org.jspecify.annotations.NullMarked;
