package dev.shopkeeper.neural.nextitem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CandidatesTests {

    private static final int ITEMS = 300;

    private final SplittableRandom random = new SplittableRandom(1);
    private final int[] counts = random.ints(ITEMS, 0, 50).map(n -> n * n / 50).toArray();

    @Test
    void whatIsDrawnStandsForAllItemsInTheMean() {
        int[] events = new int[Arrays.stream(counts).sum()];
        int size = 0;
        double all = 0;
        double[] exponentials = random.doubles(ITEMS, -2, 2).map(Math::exp).toArray();
        for (int item = 0; item < ITEMS; item++) {
            Arrays.fill(events, size, size + counts[item], item);
            size += counts[item];
            all += counts[item] > 0 ? exponentials[item] : 0;
        }
        Candidates candidates = new Candidates(counts, 20, 0);
        double mean = 0;
        int rounds = 3000;
        for (int round = 0; round < rounds; round++) {
            int[] occurring = random.ints(40, 0, events.length)
                    .map(event -> events[event])
                    .toArray();
            Candidates.Drawn drawn = candidates.draw(occurring, random);
            for (int c = 0; c < drawn.items().length; c++) {
                mean += exponentials[drawn.items()[c]] / Math.exp(drawn.chances()[c]) / rounds;
            }
        }
        assertThat(mean).isCloseTo(all, within(0.01 * all));
    }

    @Test
    void drawsWhatOccursAndSoManyOthersOnceEach() {
        Candidates candidates = new Candidates(counts, 20, 0);
        int[] met = IntStream.range(0, ITEMS)
                .filter(item -> counts[item] > 0)
                .limit(5)
                .toArray();
        for (int round = 0; round < 50; round++) {
            Candidates.Drawn drawn = candidates.draw(new int[] {met[0], met[3], met[0], met[4]}, random);

            assertThat(drawn.items()).hasSize(23).doesNotHaveDuplicates().startsWith(met[0], met[3], met[4]);
            assertThat(Arrays.stream(drawn.items()).map(item -> counts[item])).doesNotContain(0);
            for (int c = 0; c < 23; c++) {
                assertThat(drawn.places()[drawn.items()[c]]).isEqualTo(c);
            }
            assertThat(Arrays.stream(drawn.places()).filter(place -> place >= 0))
                    .hasSize(23);
        }
    }

    @Test
    void takesAllItemsThatWereEverMetWhereTheyAreFew() {
        Candidates.Drawn drawn = new Candidates(counts, 20, ITEMS).draw(new int[] {5}, random);

        assertThat(drawn.items())
                .hasSize((int) Arrays.stream(counts).filter(count -> count > 0).count());
        assertThat(drawn.chances()).containsOnly(0);
    }
}
