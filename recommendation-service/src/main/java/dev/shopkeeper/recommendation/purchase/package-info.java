/**
 * What was really bought: lines of orders, put together from the order's own events and from what the storefront
 * reported of the same transaction, in whatever order they are heard; net of cancellations and returns.
 */
@NullMarked
package dev.shopkeeper.recommendation.purchase;

import org.jspecify.annotations.NullMarked;
