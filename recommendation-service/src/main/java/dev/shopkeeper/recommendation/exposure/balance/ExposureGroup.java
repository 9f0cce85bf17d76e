package dev.shopkeeper.recommendation.exposure.balance;

import org.jspecify.annotations.Nullable;

/**
 * Items that have something in common, and what they have of the whole.
 *
 * @param kind {@code unknown} for items that the catalogue does not know, {@code none} for those of which it names no merchant or
 *     brand, else {@code merchant}, {@code brand} or {@code popularity}
 * @param name of the merchant, brand or class; null for {@code unknown} and {@code none}
 * @param items active ones of the catalogue
 * @param exposure sum of 1/log2(1 + position) over impressions
 * @param exposureShare of all exposure; as the other shares 0 where there is none
 * @param catalogueShare of the active items
 * @param interactionShare of all interactions
 */
public record ExposureGroup(
        String kind,
        @Nullable String name,
        long items,
        long impressions,
        double exposure,
        double exposureShare,
        double catalogueShare,
        double interactionShare) {}
