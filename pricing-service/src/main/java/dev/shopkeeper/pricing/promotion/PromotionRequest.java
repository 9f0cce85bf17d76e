package dev.shopkeeper.pricing.promotion;

import dev.shopkeeper.starter.bulk.Fields;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A discount on items for a time.
 *
 * @param names by language
 * @param discount the part that is taken off, a thousandth at least and all but a thousandth at most
 */
record PromotionRequest(
        String promotionId,
        Map<String, String> names,
        List<String> itemIds,
        BigDecimal discount,
        Instant from,
        Instant to) {

    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*");
    /** A smaller one would be written with an exponent where it is refused, and is none. */
    private static final double SMALLEST = 0.001;

    private static final int MOST_ITEMS = 500;

    static PromotionRequest read(Fields fields) {
        String promotionId = fields.id("promotion_id");
        Map<String, String> names = fields.texts("names", 0, 50, LANGUAGE, 200);
        List<String> itemIds = fields.ids("item_ids", 1, MOST_ITEMS);
        double discount = fields.number("discount", SMALLEST, 1 - SMALLEST);
        Instant from = fields.time("from");
        Instant to = fields.time("to");
        if (!from.isBefore(to) && !to.equals(Instant.EPOCH)) {
            fields.refuse("to", to.toString(), "must be after from, " + from);
        }
        return new PromotionRequest(
                promotionId,
                names,
                itemIds.stream().distinct().sorted().toList(),
                BigDecimal.valueOf(discount).setScale(8, RoundingMode.HALF_EVEN),
                from.truncatedTo(ChronoUnit.MICROS),
                to.truncatedTo(ChronoUnit.MICROS));
    }
}
