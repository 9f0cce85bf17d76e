package dev.shopkeeper.events;

import org.jspecify.annotations.Nullable;

/**
 * One line of an order. {@code unitPrice} is what the customer pays for one unit.
 */
public record OrderLine(
        String lineId, String itemId, @Nullable String title, long quantity, Money unitPrice) {}
