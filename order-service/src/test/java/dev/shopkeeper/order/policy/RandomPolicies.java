package dev.shopkeeper.order.policy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Seeded policies and cases over a small world, in which collisions are frequent. */
final class RandomPolicies {

    /** Days that are looked at one by one: all windows end before it or never. */
    static final int HORIZON = 50;

    static final List<String> CATEGORIES = List.of("Food", "Snacks", "Fashion", "Shoes");
    private static final List<String> REASONS = List.of("damaged", "too small");
    private static final Instant PLACED = Instant.parse("2026-03-01T10:00:00Z");

    private final Random random;
    private int rules;

    RandomPolicies(long seed) {
        this.random = new Random(seed);
    }

    /** Rules as somebody may write them who does not care for gaps. */
    List<Rule> careless() {
        List<Rule> some = new ArrayList<>();
        int count = 1 + random.nextInt(6);
        for (int number = 0; number < count; number++) {
            long from = random.nextInt(4) * 10L;
            Long to = random.nextInt(3) == 0 ? null : Long.valueOf(from + 10 * (1 + random.nextInt(2)));
            some.add(rule(pick(Outcome.values()), categories(), tiers(), from, to));
        }
        return some;
    }

    /** A policy without gaps: for every group of customers a row of windows that follow one another. */
    ReturnPolicy whole() {
        List<Rule> all = new ArrayList<>();
        for (Outcome outcome : Outcome.values()) {
            if (random.nextInt(4) == 0 && !all.isEmpty()) {
                continue;
            }
            List<String> named = new ArrayList<>(CATEGORIES.subList(0, random.nextInt(CATEGORIES.size() + 1)));
            row(all, outcome, Set.of());
            while (!named.isEmpty()) {
                int some = 1 + random.nextInt(named.size());
                row(all, outcome, Set.copyOf(named.subList(0, some)));
                named = new ArrayList<>(named.subList(some, named.size()));
            }
        }
        Set<String> finalItems = random.nextInt(3) == 0 ? Set.of("item-1") : Set.of();
        Set<String> finalCategories = random.nextInt(3) == 0 ? Set.of(pick(CATEGORIES)) : Set.of();
        return new ReturnPolicy(7, PLACED, "CNY", all, new FinalSale(finalItems, finalCategories, Set.of("damaged")));
    }

    private void row(List<Rule> all, Outcome outcome, Set<String> categories) {
        Set<CustomerTier> apart = EnumSet.noneOf(CustomerTier.class);
        apart.addAll(tiers());
        windows(all, outcome, categories, Set.of());
        if (!apart.isEmpty()) {
            windows(all, outcome, categories, apart);
        }
    }

    private void windows(List<Rule> all, Outcome outcome, Set<String> categories, Set<CustomerTier> tiers) {
        long from = 0;
        while (random.nextInt(3) > 0 && from < HORIZON - 15) {
            long to = from + 1 + random.nextInt(15);
            all.add(rule(outcome, categories, tiers, from, to));
            from = to;
        }
        all.add(rule(outcome, categories, tiers, from, null));
    }

    private Rule rule(Outcome outcome, Set<String> categories, Set<CustomerTier> tiers, long from, @Nullable Long to) {
        return new Rule(
                "rule-" + ++rules,
                outcome,
                categories,
                tiers,
                from,
                to,
                random.nextInt(4) > 0,
                random.nextInt(5) == 0 ? Set.of(pick(REASONS)) : Set.of(),
                BigDecimal.valueOf(random.nextInt(3) == 0 ? random.nextInt(1001) : 0, 1),
                BigDecimal.valueOf(random.nextInt(2) == 0 ? random.nextInt(2000) : 0, 2),
                random.nextInt(2) == 0 ? null : BigDecimal.valueOf(random.nextInt(200)),
                random.nextInt(3) > 0);
    }

    ReturnCase aCase() {
        List<ReturnCase.Line> lines = new ArrayList<>();
        BigDecimal worth = BigDecimal.ZERO;
        int count = 1 + random.nextInt(3);
        for (int number = 0; number < count; number++) {
            List<String> categories = new ArrayList<>();
            while (random.nextInt(3) > 0 && categories.size() < 2) {
                categories.add(random.nextInt(4) == 0 ? "Unnamed" : pick(CATEGORIES));
            }
            // four decimals, as an order may have
            BigDecimal price = BigDecimal.valueOf(random.nextInt(1_000_000), random.nextInt(3) + 2);
            lines.add(new ReturnCase.Line("line-" + number, "item-" + random.nextInt(4), categories, price));
            worth = worth.add(price);
        }
        BigDecimal refundable = random.nextInt(3) == 0
                ? worth.multiply(BigDecimal.valueOf(random.nextInt(100), 2))
                : worth.add(BigDecimal.valueOf(random.nextInt(1000), 2));
        Instant delivered = random.nextInt(4) == 0 ? null : PLACED.plus(Duration.ofHours(random.nextInt(100)));
        return new ReturnCase(
                lines,
                random.nextInt(5) == 0 ? "JPY" : "CNY",
                refundable,
                pick(CustomerTier.values()),
                random.nextBoolean() ? Set.of(ReturnCase.FREE_RETURN_SHIPPING) : Set.of("priority_delivery"),
                PLACED,
                delivered,
                random.nextInt(3) == 0 ? null : pick(REASONS),
                PLACED.plus(Duration.ofMinutes(random.nextInt(HORIZON * 24 * 60))));
    }

    private Set<String> categories() {
        Set<String> some = new HashSet<>();
        while (random.nextInt(3) == 0) {
            some.add(pick(CATEGORIES));
        }
        return some;
    }

    private Set<CustomerTier> tiers() {
        Set<CustomerTier> some = new HashSet<>();
        while (random.nextInt(3) == 0) {
            some.add(pick(CustomerTier.values()));
        }
        return some;
    }

    private <T> T pick(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
