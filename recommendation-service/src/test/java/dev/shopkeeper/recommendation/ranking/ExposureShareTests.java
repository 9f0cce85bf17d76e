package dev.shopkeeper.recommendation.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.recommendation.catalogue.Catalogue;
import dev.shopkeeper.recommendation.catalogue.CatalogueItem;
import dev.shopkeeper.recommendation.index.IndexSettings;
import dev.shopkeeper.recommendation.index.ServingIndex;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExposureShareTests {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final int ITEMS = 30;
    private static final int PLACES = 10;

    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final Catalogue catalogue = new Catalogue(clock);
    private final ServingIndex index = new ServingIndex(
            new IndexSettings(Duration.ofDays(14), 1, 2, 3, 5, 90, 100, 1000, 1000, 5, Duration.ofMillis(100), 100),
            clock);
    private final ExposureShare shares = new ExposureShare(catalogue, index);

    /** The last third belongs to "small", the first to "big", the second to nobody; the first are the best. */
    private List<Scored> ranked = List.of();

    @BeforeEach
    void fill() {
        for (int item = 0; item < ITEMS; item++) {
            catalogue.item(new CatalogueItem(
                    "item-" + item,
                    Map.of("en", "Item"),
                    null,
                    item < 10 ? "big" : item < 20 ? null : "small",
                    List.of(),
                    false,
                    null,
                    true,
                    NOW,
                    Map.of(),
                    null,
                    null,
                    NOW));
        }
        ranked = IntStream.range(0, ITEMS)
                .mapToObj(item -> scored(item, (long) (ITEMS - item) * Scored.UNIT))
                .toList();
    }

    private Scored scored(int item, long units) {
        return Scored.of(
                index.intern("item-" + item), List.of(Scored.Contribution.of(Scored.Source.POPULARITY, null, units)));
    }

    @Test
    void leavesTheListAsItIsWhereThereIsNoFloorOrItIsMet() {
        for (Map<String, Double> floors : List.of(Map.<String, Double>of(), Map.of("big", 0.9))) {
            ExposureShare.Balanced balanced = shares.balanced(ranked, PLACES, floors, new SplittableRandom(7));

            assertThat(balanced.list()).isEqualTo(ranked.subList(0, PLACES));
            assertThat(balanced.rest()).isEqualTo(ranked.subList(PLACES, ITEMS));
            assertThat(balanced.changed()).isFalse();
        }
    }

    @Test
    void givesAMerchantItsShareAndTellsWhatThatCostsInTheItemsAndInTheList() {
        ExposureShare.Balanced balanced =
                shares.balanced(ranked, PLACES, Map.of("small", 0.3), new SplittableRandom(7));

        assertThat(share(balanced.list(), "small")).isGreaterThanOrEqualTo(0.3);
        assertThat(balanced.ndcg()).isBetween(0.5, 0.999);
        long without =
                ranked.subList(0, PLACES).stream().mapToLong(Scored::units).sum();
        long with = balanced.list().stream()
                .mapToLong(scored -> scored.units() - lift(scored))
                .sum();
        assertThat(balanced.cost()).isPositive().isEqualTo(without - with);
        assertThat(balanced.list()).as("at the end, where it costs least").allMatch(scored -> lift(scored) == 0);
        assertThat(balanced.list().size() + balanced.rest().size()).isEqualTo(ITEMS);
        assertThat(balanced.list()).extracting(Scored::item).doesNotHaveDuplicates();
    }

    @Test
    void neverRisesByScoreAndNeverHasLessThanTheFloorWhereThatCanBe() {
        SplittableRandom random = new SplittableRandom(4);
        for (int time = 0; time < 200; time++) {
            List<Scored> list = IntStream.range(0, ITEMS)
                    .mapToObj(item -> scored(item, random.nextLong(-Scored.UNIT, 3 * Scored.UNIT)))
                    .sorted((one, other) -> Long.compare(other.units(), one.units()))
                    .toList();
            double floor = random.nextDouble(0.6);

            List<Scored> balanced = shares.balanced(list, PLACES, Map.of("small", floor), new SplittableRandom(7))
                    .list();

            assertThat(share(balanced, "small")).isGreaterThan(floor - 1e-9);
            for (int place = 1; place < balanced.size(); place++) {
                assertThat(balanced.get(place).units())
                        .isLessThanOrEqualTo(balanced.get(place - 1).units());
            }
        }
    }

    @Test
    void meetsAPromiseThatIsLessThanAPlaceInAsManyListsAsItIsWorth() {
        SplittableRandom random = new SplittableRandom(11);
        for (int length : new int[] {1, 4}) {
            double sum = 0;
            for (int time = 0; time < 4000; time++) {
                List<Scored> list = shares.balanced(ranked, length, Map.of("small", 0.05), random)
                        .list();
                sum += IntStream.rangeClosed(1, list.size())
                                .filter(place -> "small"
                                        .equals(shares.merchant(
                                                list.get(place - 1).item())))
                                .mapToDouble(ExposureShareTests::attention)
                                .sum()
                        / IntStream.rangeClosed(1, length)
                                .mapToDouble(ExposureShareTests::attention)
                                .sum();
            }
            assertThat(sum / 4000).as("lists of %d", length).isBetween(0.04, 0.06);
        }
    }

    @Test
    void saysOfWhomThereAreTooFewToBeSure() {
        assertThat(shares.scarce(ranked.subList(0, 15), 10, Map.of("big", 0.2, "small", 0.2)))
                .containsExactly("small");
        assertThat(shares.scarce(ranked, 10, Map.of("big", 0.2, "small", 0.2))).isEmpty();
        assertThat(shares.scarce(ranked, 11, Map.of("big", 0.2))).containsExactly("big");
        assertThat(ExposureShare.joined(ranked.subList(0, 3), ranked.subList(2, 5)))
                .isEqualTo(ranked.subList(0, 5));
    }

    @Test
    void promisesNoMoreThanThereIs() {
        ExposureShare.Balanced balanced =
                shares.balanced(ranked.subList(0, 21), PLACES, Map.of("small", 0.5), new SplittableRandom(7));

        Scored first = balanced.list().getFirst();
        assertThat(shares.merchant(first.item()))
                .as("its only item comes first")
                .isEqualTo("small");
        assertThat(lift(first)).as("up to the one below it").isEqualTo(20 * Scored.UNIT);
    }

    private static long lift(Scored scored) {
        return scored.contributions().stream()
                .filter(one -> one.source() == Scored.Source.FLOOR)
                .mapToLong(Scored.Contribution::units)
                .sum();
    }

    private double share(List<Scored> list, String merchant) {
        double own = 0;
        for (int place = 1; place <= list.size(); place++) {
            own += merchant.equals(shares.merchant(list.get(place - 1).item())) ? attention(place) : 0;
        }
        return own / whole();
    }

    private static double whole() {
        return IntStream.rangeClosed(1, PLACES)
                .mapToDouble(ExposureShareTests::attention)
                .sum();
    }

    private static double attention(int place) {
        return Math.log(2) / Math.log(1 + place);
    }
}
