package dev.shopkeeper.recommendation.filter;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** An item of the tests' own, with its price and stock. */
record Goods(
        String itemId,
        @Nullable String itemGroupId,
        @Nullable String brand,
        @Nullable String merchantId,
        List<String> categories,
        Map<String, String> attributes,
        boolean consumable,
        Instant updatedAt,
        @Nullable BigDecimal price,
        @Nullable Long stock)
        implements FilterableItem {

    /** A red shoe of brand A. */
    static final Goods SHOE = new Goods(
            "shoe",
            "shoes-1",
            "A",
            "m1",
            List.of("wear", "shoes"),
            Map.of("color", "red", "size", "42.0", "颜色", "红", "main color", "it's \\ \"red\"", "fit", "wide"),
            false,
            Instant.parse("2026-05-06T12:00:00Z"),
            new BigDecimal("99.90"),
            3L);

    /** Something of which next to nothing is known. */
    static final Goods UNKNOWN =
            new Goods("unknown", null, null, null, List.of(), Map.of(), true, Instant.EPOCH, null, null);

    boolean passes(String expression) {
        return passes(Filter.parse(expression));
    }

    boolean passes(Filter filter) {
        return filter.matches(this, price, stock);
    }

    static Goods random(Random random) {
        return new Goods(
                pick(random, "i1", "i2", "i3"),
                random.nextBoolean() ? null : pick(random, "g1", "g2"),
                random.nextBoolean() ? null : pick(random, "A", "B", "it's"),
                random.nextBoolean() ? null : pick(random, "m1", "m2"),
                random.nextInt(4) == 0 ? List.of() : List.of(pick(random, "wear", "鞋"), pick(random, "shoes", "A")),
                random.nextInt(3) == 0
                        ? Map.of()
                        : Map.of("size", pick(random, "1", "2.50", "L", "-3"), "main color", pick(random, "red", "A")),
                random.nextBoolean(),
                Instant.parse(pick(random, "2026-05-06T00:00:00Z", "2026-05-07T00:00:00Z", "2026-05-06T12:00:00Z")),
                random.nextInt(3) == 0 ? null : new BigDecimal(pick(random, "1", "2.5", "2.50", "-3", "1000")),
                random.nextInt(3) == 0 ? null : (long) random.nextInt(4) - 1);
    }

    static String pick(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
