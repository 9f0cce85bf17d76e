/**
 * Penalised regression by coordinate descent: the elastic net for a Gaussian target and for counts, the choice of its
 * penalty by cross-validation, and the unpenalised refit with robust standard errors. Plain mathematics on arrays; it knows
 * nothing of items and prices.
 */
@NullMarked
package dev.shopkeeper.pricing.regression;

import org.jspecify.annotations.NullMarked;
