package dev.shopkeeper.recommendation.ials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shopkeeper.recommendation.history.Attributes;
import dev.shopkeeper.recommendation.history.Histories;
import dev.shopkeeper.recommendation.history.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AlsTrainerTests {

    private static final int ITEMS = 40;
    private static final AlsOptions OPTIONS = new AlsOptions(8, 0.01, 0.1, 10);

    @Test
    void foldsAPersonInWhereTheGradientIsZero() {
        FactorModel model = new AlsTrainer(1, 3).fit(groups(), OPTIONS, done -> {});
        int[] met = {0, 3, 7};

        float[] person = model.person(met);

        double ridge = OPTIONS.regularisation() * (met.length + OPTIONS.unobserved() * ITEMS);
        for (int i = 0; i < OPTIONS.dimension(); i++) {
            double gradient = ridge * person[i];
            for (float[] item : model.vectors()) {
                gradient += OPTIONS.unobserved() * dot(item, person) * item[i];
            }
            for (int item : met) {
                gradient += (dot(model.item(item), person) - 1) * model.item(item)[i];
            }
            assertThat(gradient).isCloseTo(0, within(1e-4));
        }
    }

    @Test
    void aPersonWhoMetMoreThanThereAreDimensionsIsFoldedInAlike() {
        FactorModel model = new AlsTrainer(1, 3).fit(groups(), OPTIONS, done -> {});
        int[] met = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 13};

        float[] solved = model.person(met);

        float[] added = new float[OPTIONS.dimension()];
        for (float[] part : model.parts(met)) {
            for (int i = 0; i < added.length; i++) {
                added[i] += part[i];
            }
        }
        assertThat(solved).containsExactly(added, within(1e-4f));
    }

    @Test
    void whatIsMetTwiceCountsOnce() {
        FactorModel model = new AlsTrainer(1, 3).fit(groups(), OPTIONS, done -> {});

        assertThat(model.person(new int[] {4, 4, 9, 4})).containsExactly(model.person(new int[] {4, 9}));
        assertThat(model.person(new int[0])).containsOnly(0);
    }

    @Test
    void ranksThePersonsOwnGroupFirst() {
        FactorModel model = new AlsTrainer(2, 3).fit(groups(), OPTIONS, done -> {});
        float[] scores = new float[ITEMS];

        model.score(History.of(0, 2, 4), scores);

        double own = 0;
        double other = 0;
        for (int item = 0; item < ITEMS; item++) {
            if (item % 2 == 0) {
                own += scores[item];
            } else {
                other += scores[item];
            }
        }
        assertThat(own).isGreaterThan(3 * Math.abs(other));
    }

    @Test
    void givesTheSameVectorsOnAnyNumberOfThreads() {
        float[][] one = new AlsTrainer(1, 9).fit(groups(), OPTIONS, done -> {}).vectors();
        float[][] many = new AlsTrainer(3, 9).fit(groups(), OPTIONS, done -> {}).vectors();

        assertThat(many).isDeepEqualTo(one);
        assertThat(new AlsTrainer(1, 10).fit(groups(), OPTIONS, done -> {}).vectors())
                .isNotEqualTo(one);
    }

    /** People who like even items, and people who like odd ones. */
    private static Histories groups() {
        Random random = new Random(1);
        List<History> all = new ArrayList<>();
        for (int person = 0; person < 60; person++) {
            int parity = person % 2;
            all.add(History.of(random.ints(6, 0, ITEMS / 2)
                    .map(number -> 2 * number + parity)
                    .distinct()
                    .toArray()));
        }
        return new Histories(ITEMS, all, Attributes.none(ITEMS));
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
