package dev.shopkeeper.recommendation.cooccurrence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.shopkeeper.recommendation.hashing.StableHash;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CooccurrenceCountsTests {

    private static final int ITEMS = 25;
    private static final Limits WIDE = new Limits(100, 10_000, 10_000);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void agreesWithCountingSetsInAnyOrder(long seed) {
        Random random = new Random(seed);
        List<Addition> additions = additions(random);
        Collections.shuffle(additions, random);

        CooccurrenceCounts counts = count(additions, WIDE);

        assertSame(counts, members(additions, ITEMS), seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void samplesTheSameItemsOfALongContextInAnyOrder(long seed) {
        Random random = new Random(seed);
        List<Addition> additions = additions(random);
        Collections.shuffle(additions, random);

        CooccurrenceCounts counts = count(additions, new Limits(4, 10_000, 10_000));

        assertSame(counts, members(additions, 4), seed);
    }

    @Test
    void countsAPairOncePerContext() {
        CooccurrenceCounts counts = new CooccurrenceCounts(WIDE, CooccurrenceCountsTests::hash);
        for (int i = 0; i < 3; i++) {
            counts.add(1, 4, 1);
            counts.add(1, 9, 1);
        }

        assertThat(counts.together(4, 9)).isEqualTo(1);
        assertThat(counts.together(9, 4)).isEqualTo(1);
        assertThat(counts.occurrences(4)).isEqualTo(1);
        assertThat(counts.pairs()).isEqualTo(1);
    }

    @Test
    void forgetsAPairThatWasTakenOutEvenIfThatIsHeardFirst() {
        CooccurrenceCounts counts = new CooccurrenceCounts(WIDE, CooccurrenceCountsTests::hash);
        counts.add(1, 4, -1);
        counts.add(1, 9, 1);
        counts.add(1, 4, 1);

        assertThat(counts.together(4, 9)).isZero();
        assertThat(counts.occurrences(4)).isZero();
        assertThat(counts.pairs()).isZero();
    }

    @Test
    void dropsTheRarestPairsAtItsLimitAndSaysThatItIsNoLongerExact() {
        CooccurrenceCounts counts = new CooccurrenceCounts(new Limits(100, 10_000, 20), CooccurrenceCountsTests::hash);
        for (int context = 0; context < 5; context++) {
            counts.add(context, 0, 1);
            counts.add(context, 1, 1);
        }
        for (int item = 2; item < 40; item += 2) {
            counts.add(100 + item, item, 1);
            counts.add(100 + item, item + 1, 1);
        }
        assertThat(counts.exact()).isTrue();
        counts.add(500, 50, 1);
        counts.add(500, 51, 1);

        assertThat(counts.exact()).isFalse();
        assertThat(counts.together(0, 1)).isEqualTo(5);
        assertThat(counts.pairs()).isLessThanOrEqualTo(15);
    }

    @Test
    void remembersOnlySoManyContexts() {
        CooccurrenceCounts counts = new CooccurrenceCounts(new Limits(100, 3, 100), CooccurrenceCountsTests::hash);
        for (int context = 0; context < 10; context++) {
            counts.add(context, context, 1);
        }

        assertThat(counts.contexts()).isEqualTo(3);
        assertThat(counts.occurrences(0)).isEqualTo(1);
    }

    @Test
    void dampsTheCosineOfAPairWithLittleSupport() {
        assertThat(new Similarity(0).of(2, 4, 9)).isCloseTo(2 / 6.0, within(1e-12));
        assertThat(new Similarity(2).of(2, 4, 9)).isCloseTo(1 / 6.0, within(1e-12));
        assertThat(new Similarity(2).of(0, 4, 9)).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Similarity(-1))
                .withMessageContaining("-1.0");
    }

    private static CooccurrenceCounts count(List<Addition> additions, Limits limits) {
        CooccurrenceCounts counts = new CooccurrenceCounts(limits, CooccurrenceCountsTests::hash);
        additions.forEach(one -> counts.add(one.context(), one.item(), one.times()));
        return counts;
    }

    private static long hash(int item) {
        return StableHash.of("item-" + item);
    }

    private static List<Addition> additions(Random random) {
        List<Addition> additions = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            additions.add(new Addition(random.nextInt(40), random.nextInt(ITEMS), random.nextInt(4) == 0 ? -1 : 1));
        }
        return additions;
    }

    /** The obvious way: sum up per context and item, sample, keep what is positive. */
    private static Map<Long, Set<Integer>> members(List<Addition> additions, int cap) {
        Map<Long, Map<Integer, Integer>> sums = new HashMap<>();
        additions.forEach(one -> sums.computeIfAbsent(one.context(), ignored -> new HashMap<>())
                .merge(one.item(), one.times(), Integer::sum));
        Map<Long, Set<Integer>> members = new HashMap<>();
        sums.forEach((context, items) -> {
            List<Integer> sample = items.keySet().stream()
                    .sorted(Comparator.comparingLong(item -> StableHash.mix(context ^ hash(item))))
                    .limit(cap)
                    .toList();
            Set<Integer> present = new TreeSet<>(sample);
            present.removeIf(item -> items.getOrDefault(item, 0) <= 0);
            members.put(context, present);
        });
        return members;
    }

    private static void assertSame(CooccurrenceCounts counts, Map<Long, Set<Integer>> members, long seed) {
        Set<Set<Integer>> pairs = new HashSet<>();
        for (int first = 0; first < ITEMS; first++) {
            int one = first;
            assertThat(counts.occurrences(first))
                    .as("item %s, seed %s", first, seed)
                    .isEqualTo((int) members.values().stream()
                            .filter(items -> items.contains(one))
                            .count());
            for (int second = 0; second < ITEMS; second++) {
                int other = second;
                int slow = first == second
                        ? 0
                        : (int) members.values().stream()
                                .filter(items -> items.contains(one) && items.contains(other))
                                .count();
                assertThat(counts.together(first, second))
                        .as("items %s and %s, seed %s", first, second, seed)
                        .isEqualTo(slow);
                if (slow > 0) {
                    pairs.add(Set.of(first, second));
                }
            }
        }
        assertThat(counts.pairs()).as("seed %s", seed).isEqualTo(pairs.size());
    }

    private record Addition(long context, int item, int times) {}
}
