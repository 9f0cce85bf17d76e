/**
 * Suggested prices from the question to the price in force: what speaks for them, which rules bound them, who approved
 * them. Nothing of a customer gets here.
 */
@NullMarked
package dev.shopkeeper.pricing.suggestion;

import org.jspecify.annotations.NullMarked;
