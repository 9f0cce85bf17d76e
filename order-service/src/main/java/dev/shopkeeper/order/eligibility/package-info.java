/**
 * The return policies that the shop stored, and what the one that holds for an order says of its lines. Policies are immutable
 * rows; {@code dev.shopkeeper.order.policy} judges.
 */
@NullMarked
package dev.shopkeeper.order.eligibility;

import org.jspecify.annotations.NullMarked;
