package dev.shopkeeper.demo.world;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One item, with what the shop knows and what only the simulation knows.
 *
 * @param index position in the catalogue
 * @param variant index of the category's noun that it is (a kettle, a toaster)
 * @param attributes in a fixed order, for the same bytes each time
 * @param popularity hidden: how often it is shown, around 1
 * @param quality hidden: standard normal
 * @param style hidden: where it stands in the space of tastes
 * @param pricePosition list price against the category's median, in deviations
 * @param returnRate hidden: probability that a bought unit comes back
 */
public record Item(
        int index,
        String id,
        Category category,
        int variant,
        Text title,
        Text brand,
        String merchantId,
        BigDecimal cost,
        BigDecimal listPrice,
        int weightGrams,
        @Nullable String size,
        Map<String, String> attributes,
        double popularity,
        double quality,
        double[] style,
        double pricePosition,
        double returnRate) {}
