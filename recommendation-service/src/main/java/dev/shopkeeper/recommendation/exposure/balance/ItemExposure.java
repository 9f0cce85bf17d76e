package dev.shopkeeper.recommendation.exposure.balance;

import org.jspecify.annotations.Nullable;

/**
 * An item's part in what was shown.
 *
 * @param known whether the catalogue has it
 * @param active whether it is on sale; false where it is not known
 * @param exposure summed over its impressions
 * @param interactions what visitors did with it, undone purchases subtracted
 */
public record ItemExposure(
        String itemId,
        boolean known,
        boolean active,
        @Nullable String merchantId,
        @Nullable String brand,
        long impressions,
        double exposure,
        long interactions) {}
