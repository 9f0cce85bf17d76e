package dev.shopkeeper.recommendation.relevance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListQualityTests {

    @Test
    void isOneForTheBestOrderAndLessForAnother() {
        double[] gains = {0, 3, 1, 0};

        assertThat(ListQuality.ndcg(new double[] {0, 9, 5, 1}, gains)).isCloseTo(1, within(1e-12));
        assertThat(ListQuality.ndcg(new double[] {0, 5, 9, 1}, gains))
                .isCloseTo((1 + 3 * Math.log(2) / Math.log(3)) / (3 + Math.log(2) / Math.log(3)), within(1e-12));
    }

    /** LightGBM's own figure is 1 or 0 here, by the order of rows. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void ofEqualScoresItIsTheMeanOverTheirOrders(long seed) {
        Random random = new Random(seed);
        int size = 14;
        double[] scores = random.ints(size, 0, 4).asDoubleStream().toArray();
        double[] gains = random.ints(size, 0, 3).asDoubleStream().toArray();
        gains[0] = 3;
        double sum = 0;
        int draws = 60_000;
        List<Integer> order = new ArrayList<>();
        for (int item = 0; item < size; item++) {
            order.add(item);
        }
        for (int draw = 0; draw < draws; draw++) {
            Collections.shuffle(order, random);
            double[] apart = new double[size];
            for (int place = 0; place < size; place++) {
                apart[order.get(place)] = scores[order.get(place)] - place * 1e-6;
            }
            sum += ListQuality.ndcg(apart, gains);
        }

        assertThat(ListQuality.ndcg(scores, gains)).as("seed %d", seed).isCloseTo(sum / draws, within(0.004));
    }

    @Test
    void countsAClickByHowSeldomItsPositionIsLookedAt() {
        double[] shares = new double[Examination.BANDS];
        Arrays.fill(shares, 0.25);
        shares[0] = 1;
        Examination examination = new Examination(shares, 1);
        List<ShownList> lists = List.of(list(1, 0), list(2, 1));

        // when the blend's order is right about the first list, and another about the second
        ListQuality blend = ListQuality.of(lists, CandidateFeatures::blendScore, examination);
        ListQuality other = ListQuality.of(lists, features -> -features.blendScore(), examination);

        // then
        double second = Math.log(2) / Math.log(3);
        assertThat(blend.asClicked()).isEqualTo(other.asClicked()).isCloseTo((1 + second) / 2, within(1e-12));
        assertThat(blend.mean()).isCloseTo((1 + 4 * second) / 5, within(1e-12));
        assertThat(other.mean()).isCloseTo((second + 4) / 5, within(1e-12));
    }

    private static ShownList list(int number, int clicked) {
        List<ShownList.Item> items = new ArrayList<>();
        for (int place = 0; place < 2; place++) {
            items.add(new ShownList.Item(
                    new CandidateFeatures(2 - place, place + 1, 0, 1, 0, 0, 0, 0, 0, place + 1),
                    place + 1,
                    place == clicked ? ShownList.Outcome.CLICKED : ShownList.Outcome.NOTHING,
                    1));
        }
        return new ShownList("r" + number, number, items);
    }
}
