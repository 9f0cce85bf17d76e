package dev.shopkeeper.recommendation.relevance;

import dev.shopkeeper.events.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * A shop of which the truth is known: people look at position k with the probability {@code 1 / k} and click what they see and
 * want. They want what the blend wants, cheap things more, and what they met before. The shop shows the blend's order.
 */
public final class PlantedShop {

    public static final int LENGTH = 12;
    private static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");

    private final Random random;
    private final boolean explores;

    public PlantedShop(long seed, boolean explores) {
        this.random = new Random(seed);
        this.explores = explores;
    }

    /** How much an item is wanted, 0 to 1. */
    static double wanted(CandidateFeatures features) {
        double price = Float.isNaN(features.priceRatio()) ? 1 : features.priceRatio();
        double taste = 0.8 * features.blendScore() - 1.5 * Math.log(price) + 0.5 * features.metBefore();
        return Math.min(1, 0.15 * Math.exp(taste - 1));
    }

    List<CandidateFeatures> list() {
        List<CandidateFacts> facts = new ArrayList<>();
        for (int place = 0; place < LENGTH; place++) {
            double price = Math.exp(random.nextGaussian() * 0.7) * 100;
            facts.add(new CandidateFacts(
                    Math.abs(random.nextGaussian()) + 0.2 * random.nextDouble(),
                    random.nextDouble(),
                    random.nextInt(20) == 0
                            ? null
                            : new Money(BigDecimal.valueOf(price).setScale(2, RoundingMode.HALF_UP), "CNY"),
                    "c" + random.nextInt(3),
                    random.nextInt(4) == 0 ? null : "b" + random.nextInt(3),
                    FROM.minus(Duration.ofDays(random.nextInt(400))),
                    random.nextInt(5) == 0));
        }
        facts.sort(Comparator.comparingDouble(CandidateFacts::blendScore).reversed());
        String last = random.nextInt(3) == 0 ? null : "c1";
        return new ListFacts(FROM, random.nextBoolean() ? "home" : null, last, last == null ? null : "b1")
                .features(facts);
    }

    /** So many lists, an hour after each other; of those without a click nothing is kept by {@link ShownLists}. */
    public ShownLists shown(int lists) {
        List<ShownList> all = new ArrayList<>();
        for (int number = 0; number < lists; number++) {
            List<CandidateFeatures> blend = list();
            Integer[] order = IntStream.range(0, LENGTH).boxed().toArray(Integer[]::new);
            boolean drawn = explores && random.nextInt(4) == 0;
            if (drawn) {
                Collections.shuffle(Arrays.asList(order), random);
            }
            List<ShownList.Item> items = new ArrayList<>();
            for (int place = 0; place < LENGTH; place++) {
                CandidateFeatures features = blend.get(order[place]).at(place + 1);
                boolean clicked = random.nextDouble() < wanted(features) / (place + 1);
                boolean bought = clicked && random.nextInt(4) == 0;
                items.add(new ShownList.Item(
                        features,
                        place + 1,
                        bought
                                ? ShownList.Outcome.BOUGHT
                                : clicked ? ShownList.Outcome.CLICKED : ShownList.Outcome.NOTHING,
                        drawn ? 1.0 / LENGTH : 1));
            }
            all.add(new ShownList(new UUID(7, number).toString(), FROM.getEpochSecond() + number * 3600L, items));
        }
        return new ShownLists(all);
    }

    /** The same lists, but what was clicked of each is drawn by lot. */
    public static ShownLists shuffled(ShownLists lists, long seed) {
        Random random = new Random(seed);
        return new ShownLists(lists.all().stream()
                .map(list -> {
                    List<ShownList.Outcome> outcomes = new ArrayList<>(
                            list.items().stream().map(ShownList.Item::outcome).toList());
                    Collections.shuffle(outcomes, random);
                    return new ShownList(
                            list.rankingId(),
                            list.epochSecond(),
                            IntStream.range(0, outcomes.size())
                                    .mapToObj(place -> new ShownList.Item(
                                            list.items().get(place).features(),
                                            list.items().get(place).position(),
                                            outcomes.get(place),
                                            list.items().get(place).propensity()))
                                    .toList());
                })
                .toList());
    }
}
