/**
 * What a policy would have done in the past: its orders, bucket by bucket, against the demand that came, by forecasts that
 * know only what was known then. Pure and deterministic by seed; nothing here knows where a history comes from.
 */
@NullMarked
package dev.shopkeeper.inventory.replenishment.replay;

import org.jspecify.annotations.NullMarked;
