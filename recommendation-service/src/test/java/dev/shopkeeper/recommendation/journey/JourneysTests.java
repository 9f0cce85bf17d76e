package dev.shopkeeper.recommendation.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shopkeeper.recommendation.evaluation.RankingCase;
import dev.shopkeeper.recommendation.history.Attributes;
import dev.shopkeeper.recommendation.journey.Journeys.Journey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JourneysTests {

    private static final int ITEMS = 30;

    @Test
    void looksAtNothingThatCameAfter() {
        Journeys journeys = chains();
        long at = journeys.at(0.7);

        assertThat(journeys.until(at).all())
                .allSatisfy(journey ->
                        assertThat(Arrays.stream(journey.epochSeconds())).allMatch(second -> second < at));
        assertThat(journeys.casesFrom(at, false)).allSatisfy(one -> {
            assertThat(one.wanted()).doesNotHaveDuplicates().hasSizeBetween(1, 10);
            assertThat(one.wanted()).doesNotContain(one.history().items());
        });
    }

    @Test
    void asksOfThoseWhoCameLaterWhatTheirSecondHalfWas() {
        Journey before = new Journey(new int[] {1, 2, 3, 2, 4}, new long[] {10, 20, 30, 40, 50}, ones(5));
        Journey later = new Journey(new int[] {5, 6, 5, 7}, new long[] {31, 32, 33, 34}, ones(4));
        Journeys journeys = new Journeys(ids(), List.of(before, later), Attributes.none(ITEMS));

        List<RankingCase> cases = journeys.casesFrom(30, false);

        assertThat(cases).hasSize(2);
        assertThat(cases.get(0).history().items()).containsExactly(1, 2);
        assertThat(cases.get(0).wanted()).as("2 was met before").containsExactly(3, 4);
        assertThat(cases.get(1).history().items()).containsExactly(5, 6);
        assertThat(cases.get(1).wanted()).containsExactly(7);
        assertThat(cases.get(0).hidden()).containsExactly(1, 2);
        List<RankingCase> again = journeys.casesFrom(30, true);
        assertThat(again.get(0).wanted()).as("2 is met again").containsExactly(3, 2, 4);
        assertThat(again.get(1).wanted()).containsExactly(5, 7);
        assertThat(again.get(0).hidden()).isEmpty();
        assertThat(journeys.repeated(30)).as("2 and 5 of seven").isEqualTo(2.0 / 6);
    }

    @Test
    void findsTheTimeThatAShareLiesBefore() {
        Journeys journeys = chains();

        long at = journeys.at(0.7);

        long before = journeys.all().stream()
                .flatMapToLong(journey -> Arrays.stream(journey.epochSeconds()))
                .filter(second -> second < at)
                .count();
        long all = journeys.all().stream()
                .mapToLong(journey -> journey.items().length)
                .sum();
        assertThat((double) before / all).isCloseTo(0.7, within(0.005));
    }

    /** Everybody walks along the numbers from somewhere, skipping one now and then; no item is wanted most. */
    private static Journeys chains() {
        Random random = new Random(7);
        List<Journey> all = new ArrayList<>();
        for (int person = 0; person < 300; person++) {
            int size = 4 + random.nextInt(5);
            int[] items = new int[size];
            long[] times = new long[size];
            float[] strengths = new float[size];
            int item = random.nextInt(ITEMS);
            for (int event = 0; event < size; event++) {
                items[event] = item;
                times[event] = 1_000_000L + person * 50L + event * 2000L;
                strengths[event] = 1;
                item = (item + 1 + random.nextInt(2)) % ITEMS;
            }
            all.add(new Journey(items, times, strengths));
        }
        int[][] ofItem = new int[ITEMS][];
        for (int item = 0; item < ITEMS; item++) {
            ofItem[item] = new int[] {item / 10};
        }
        return new Journeys(ids(), all, Attributes.of(ofItem, 3));
    }

    private static List<String> ids() {
        return IntStream.range(0, ITEMS).mapToObj(item -> "item-" + item).toList();
    }

    private static float[] ones(int size) {
        float[] ones = new float[size];
        Arrays.fill(ones, 1);
        return ones;
    }
}
