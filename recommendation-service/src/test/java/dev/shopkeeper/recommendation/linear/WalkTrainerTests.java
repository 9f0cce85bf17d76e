package dev.shopkeeper.recommendation.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shopkeeper.recommendation.evaluation.RankingCase;
import dev.shopkeeper.recommendation.history.Attributes;
import dev.shopkeeper.recommendation.history.Histories;
import dev.shopkeeper.recommendation.history.History;
import dev.shopkeeper.recommendation.search.CoordinateSearch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WalkTrainerTests {

    private static final Decay EVER = new Decay(Double.POSITIVE_INFINITY);

    private static Histories histories(int items, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<History> all = IntStream.range(0, 60)
                .mapToObj(person -> History.of(random.ints(3 + random.nextInt(9), 0, items)
                        .map(item -> item * item / items)
                        .toArray()))
                .toList();
        return new Histories(items, all, Attributes.none(items));
    }

    /** Walks step by step: from the item to its people, from them to their items, and the fewer the more have met those. */
    private static double walked(Histories past, int from, int to, WalkOptions options) {
        double sum = 0;
        for (History history : past.all()) {
            int[] met = Arrays.stream(history.items()).distinct().toArray();
            if (Arrays.stream(met).anyMatch(item -> item == from)
                    && Arrays.stream(met).anyMatch(item -> item == to)) {
                sum += Math.pow(met.length, -options.damping());
            }
        }
        int[] people = past.people();
        return sum
                * Math.pow(Math.max(1, people[from]), -options.source())
                * Math.pow(Math.max(1, people[to]), -options.popularity());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void weighsWhatAWalkOfThreeStepsWouldFind(long seed) {
        int items = 20;
        Histories past = histories(items, seed);
        WalkOptions options = new WalkOptions(1, 0.5, 0.3, EVER);

        ItemWeights weights = new WalkTrainer(2, items).fit(past, options, done -> {});

        for (int from = 0; from < items; from++) {
            float[] scores = new float[items];
            weights.score(History.of(from), 1, scores);
            for (int to = 0; to < items; to++) {
                double wanted = from == to ? 0 : walked(past, from, to, options);
                assertThat((double) scores[to]).as("%d to %d", from, to).isCloseTo(wanted, within(1e-5));
            }
        }
    }

    @Test
    void keepsTheStrongestOfEachItem() {
        Histories past = histories(20, 4);
        WalkOptions options = new WalkOptions(0.5, 0, 0.6, EVER);

        ItemWeights all = new WalkTrainer(1, 20).fit(past, options, done -> {});
        ItemWeights few = new WalkTrainer(1, 3).fit(past, options, done -> {});

        float[] of = new float[20];
        all.score(History.of(5), 1, of);
        float[] kept = new float[20];
        few.score(History.of(5), 1, kept);
        double third = IntStream.range(0, 20)
                .mapToDouble(item -> of[item])
                .boxed()
                .sorted((a, b) -> Double.compare(b, a))
                .skip(2)
                .findFirst()
                .orElseThrow();
        assertThat(IntStream.range(0, 20).filter(item -> kept[item] > 0)).hasSize(3);
        for (int item = 0; item < 20; item++) {
            assertThat(kept[item]).isEqualTo(of[item] >= third && kept[item] > 0 ? of[item] : 0);
            assertThat(kept[item] > 0 || of[item] <= third).isTrue();
        }
    }

    @Test
    void searchesAHalfLifeOnlyWhereThereIsAnOrderAndWritesWhatItFinds() throws IOException {
        Histories past = histories(20, 5);
        List<RankingCase> cases = past.all().stream()
                .filter(one -> one.size() > 2)
                .map(one -> RankingCase.ofAny(one.first(one.size() - 1), one.items()[one.size() - 1]))
                .toList();
        WalkTrainer trainer = new WalkTrainer(1, 20);

        CoordinateSearch.Found<WalkOptions> plain = trainer.search(past, cases, false, 12, "ndcg_at_10", done -> {});
        CoordinateSearch.Found<WalkOptions> ordered = trainer.search(past, cases, true, 12, "ndcg_at_10", done -> {});

        assertThat(plain.trials()).hasSizeBetween(2, 12);
        assertThat(plain.trials()).allMatch(trial -> trial.options().fading().equals(EVER));
        assertThat(ordered.trials().stream()
                        .map(trial -> trial.options().fading())
                        .distinct())
                .hasSizeGreaterThan(1);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ordered.options().write(new DataOutputStream(bytes));
        assertThat(WalkOptions.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))))
                .isEqualTo(ordered.options());
    }
}
