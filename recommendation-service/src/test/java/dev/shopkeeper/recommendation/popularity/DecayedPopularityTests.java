package dev.shopkeeper.recommendation.popularity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecayedPopularityTests {

    private static final long NOW = 1_790_000_000_000L;
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void halvesAWeightAfterOneHalfLife() {
        DecayedPopularity popularity = new DecayedPopularity(DAY);

        popularity.add(0, NOW, 3);

        assertThat(popularity.weightAt(0, NOW)).isCloseTo(3, within(1e-5));
        assertThat(popularity.weightAt(0, NOW + DAY.toMillis())).isCloseTo(1.5, within(1e-5));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void agreesWithDecayingEveryInteractionOneByOne(long seed) {
        // given
        Random random = new Random(seed);
        List<Interaction> interactions = interactions(random, 500, 60);

        // when
        DecayedPopularity popularity = popularity(interactions);

        // then
        Map<Integer, Double> slow = new HashMap<>();
        for (Interaction one : interactions) {
            double age = (double) (NOW - one.time()) / DAY.toMillis();
            slow.merge(one.item(), one.weight() * Math.pow(0.5, age), Double::sum);
        }
        slow.forEach((item, weight) -> assertThat(popularity.weightAt(item, NOW))
                .as("item %s, seed %s", item, seed)
                .isCloseTo(weight, within(1e-4 * weight)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void isExactlyTheSameInAnyOrder(long seed) {
        Random random = new Random(seed);
        List<Interaction> interactions = interactions(random, 500, 6000);
        List<Interaction> shuffled = new ArrayList<>(interactions);
        Collections.shuffle(shuffled, random);

        DecayedPopularity one = popularity(interactions);
        DecayedPopularity other = popularity(shuffled);

        for (int item = 0; item < 10; item++) {
            assertThat(one.log2(item)).as("item %s, seed %s", item, seed).isEqualTo(other.log2(item));
        }
    }

    @Test
    void undoesAnAdditionExactly() {
        DecayedPopularity popularity = new DecayedPopularity(DAY);
        popularity.add(0, NOW - 12_345_678, 5);
        double before = popularity.log2(0);

        popularity.add(0, NOW, 3);
        popularity.add(0, NOW, -3);

        assertThat(popularity.log2(0)).isEqualTo(before);
        popularity.add(0, NOW - 12_345_678, -5);
        assertThat(popularity.log2(0)).isNegative().isInfinite();
        assertThat(popularity.ranking().size()).isZero();
    }

    @Test
    void comparesTimesThatAreCenturiesApartWithoutOverflow() {
        DecayedPopularity popularity = new DecayedPopularity(Duration.ofHours(1));

        popularity.add(0, -6_000_000_000_000L, 1);
        popularity.add(1, 60_000_000_000_000L, 1);

        assertThat(popularity.log2(0)).isFinite().isNegative();
        Ranking ranking = popularity.ranking();
        assertThat(ranking.itemAt(0)).isEqualTo(1);
        assertThat(ranking.share(1)).isEqualTo(1);
        assertThat(ranking.share(0)).isZero();
    }

    @Test
    void ranksTheMostWantedFirstAndTiesByNumber() {
        DecayedPopularity popularity = new DecayedPopularity(DAY);
        popularity.add(7, NOW, 1);
        popularity.add(3, NOW, 1);
        popularity.add(5, NOW, 4);

        Ranking ranking = popularity.ranking();

        assertThat(List.of(ranking.itemAt(0), ranking.itemAt(1), ranking.itemAt(2)))
                .containsExactly(5, 3, 7);
        assertThat(ranking.share(3)).isCloseTo(0.25, within(1e-6));
        assertThat(ranking.share(99)).isZero();
    }

    @Test
    void refusesAHalfLifeTooShortToMean() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DecayedPopularity(Duration.ofMillis(1)))
                .withMessageContaining("PT0.001S");
    }

    @Test
    void countsDaysAlikeInsideAWindowOnly() {
        DailyWeights daily = new DailyWeights(30);
        daily.add(1, 100, 2);
        daily.add(2, 110, 1);
        daily.add(2, 111, 3);
        daily.add(3, 60, 9);

        Ranking window = daily.ranking(105, 111);
        assertThat(window.size()).isEqualTo(1);
        assertThat(window.itemAt(0)).isEqualTo(2);
        assertThat(daily.ranking(0, 200).size()).isEqualTo(2);
    }

    private static DecayedPopularity popularity(List<Interaction> interactions) {
        DecayedPopularity popularity = new DecayedPopularity(DAY);
        interactions.forEach(one -> popularity.add(one.item(), one.time(), one.weight()));
        return popularity;
    }

    private static List<Interaction> interactions(Random random, int count, int days) {
        List<Interaction> interactions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long time = NOW - (long) (random.nextDouble() * days * DAY.toMillis());
            interactions.add(new Interaction(random.nextInt(10), time, 1 + random.nextInt(5)));
        }
        return interactions;
    }

    private record Interaction(int item, long time, double weight) {}
}
