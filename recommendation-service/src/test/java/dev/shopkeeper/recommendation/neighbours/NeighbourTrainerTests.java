package dev.shopkeeper.recommendation.neighbours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.shopkeeper.recommendation.cooccurrence.Similarity;
import dev.shopkeeper.recommendation.neighbours.Baskets.Basket;
import dev.shopkeeper.recommendation.neighbours.NeighbourModel.Parameters;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NeighbourTrainerTests {

    private static final int ITEMS = 20;
    private static final NeighbourTrainer TRAINER = new NeighbourTrainer(ITEMS, 100, 1);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void agreesWithCountingEveryPairOverAllBaskets(long seed) {
        Baskets baskets = random(new Random(seed), 200);
        Parameters parameters = new Parameters(2, 30);

        NeighbourModel model = TRAINER.fit(baskets, parameters, ignored -> {});

        for (int first = 0; first < ITEMS; first++) {
            for (int i = 0; i < model.neighbours()[first].length; i++) {
                int second = model.neighbours()[first][i];
                double slow = new Similarity(2)
                        .of(
                                weight(baskets, first, second),
                                weight(baskets, first, first),
                                weight(baskets, second, second));
                assertThat((double) model.similarities()[first][i])
                        .as("items %s and %s, seed %s", first, second, seed)
                        .isCloseTo(slow, within(1e-5));
                if (i > 0) {
                    assertThat(model.similarities()[first][i]).isLessThanOrEqualTo(model.similarities()[first][i - 1]);
                }
            }
        }
    }

    @Test
    void makesTheSameBytesFromTheSameBasketsAndSeed() {
        Baskets baskets = random(new Random(7), 300);
        List<Parameters> candidates = List.of(new Parameters(0, 0), new Parameters(5, 0));

        byte[] once = TRAINER.train(baskets, 0.2, candidates, ignored -> {}).bytes();
        byte[] again = TRAINER.train(random(new Random(7), 300), 0.2, candidates, ignored -> {})
                .bytes();

        assertThat(again).isEqualTo(once);
        assertThat(NeighbourModel.of(once).bytes()).isEqualTo(once);
    }

    @Test
    void refusesBytesOfAnotherKind() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NeighbourModel.of("something else".getBytes(StandardCharsets.UTF_8)))
                .withMessageContaining("neighbour model");
    }

    @Test
    void beatsPopularityWhereItemsComeInPairs() {
        Baskets baskets = pairs(400);
        Baskets past = baskets.slice(0, 300);
        HoldOut holdOut = HoldOut.of(baskets.slice(300, 400));

        NeighbourModel model = TRAINER.fit(past, new Parameters(0, 0), ignored -> {});

        HoldOut.Metrics mine = holdOut.evaluate(new HoldOut.ByNeighbours(model), ignored -> {});
        HoldOut.Metrics popular = holdOut.evaluate(new HoldOut.ByPopularity(past), ignored -> {});
        assertThat(mine.ndcg()).isCloseTo(1, within(1e-9));
        assertThat(mine.recall()).isEqualTo(1);
        assertThat(mine.contexts()).isEqualTo(100);
        assertThat(popular.ndcg()).isLessThan(0.8);
    }

    @Test
    void neverPutsOneInstantOnBothSidesOfASplit() {
        Baskets baskets = new Baskets(
                List.of("a"),
                IntStream.range(0, 10)
                        .mapToObj(i -> new Basket(i, i < 3 ? 1 : 2, new int[] {0}))
                        .toList());

        assertThat(baskets.at(0.2)).isEqualTo(3);
        assertThat(baskets.at(0.5)).isEqualTo(10);
        assertThat(baskets.at(0)).isZero();
    }

    private static double weight(Baskets baskets, int first, int second) {
        long newest = baskets.all().getLast().epochSecond();
        return baskets.all().stream()
                .filter(basket -> holds(basket, first) && holds(basket, second))
                .mapToDouble(basket -> Math.pow(0.5, (newest - basket.epochSecond()) / 86_400.0 / 30))
                .sum();
    }

    private static boolean holds(Basket basket, int item) {
        return Arrays.stream(basket.items()).anyMatch(one -> one == item);
    }

    private static Baskets random(Random random, int count) {
        List<Basket> baskets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int[] items =
                    random.ints(1 + random.nextInt(6), 0, ITEMS).distinct().toArray();
            baskets.add(new Basket(random.nextLong(), 1_000_000 + i * 40_000L, items));
        }
        return new Baskets(ids(), baskets);
    }

    private static Baskets pairs(int count) {
        Random random = new Random(3);
        List<Basket> baskets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int pair = random.nextInt(ITEMS / 2) * 2;
            baskets.add(new Basket(i, i, new int[] {pair, pair + 1}));
        }
        return new Baskets(ids(), baskets);
    }

    private static List<String> ids() {
        return IntStream.range(0, ITEMS).mapToObj(i -> "item-" + i).toList();
    }
}
