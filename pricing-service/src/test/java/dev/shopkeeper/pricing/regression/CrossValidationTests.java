package dev.shopkeeper.pricing.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopkeeper.pricing.regression.CrossValidation.Choice;
import dev.shopkeeper.pricing.regression.CrossValidation.Family;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CrossValidationTests {

    @Test
    void learnsFromThePastAloneInChainedFolds() {
        int[] weeks = {7, 3, 3, 1, 9, 5, 1, 7, 5, 11};

        List<Fold> folds = Fold.forwardChained(weeks, 2);

        assertThat(folds).hasSize(2);
        for (Fold fold : folds) {
            int last = Arrays.stream(fold.train()).map(i -> weeks[i]).max().orElseThrow();
            int first = Arrays.stream(fold.test()).map(i -> weeks[i]).min().orElseThrow();
            assertThat(last).isLessThan(first);
        }
        assertThat(folds.get(1).train().length + folds.get(1).test().length).isEqualTo(10);
        assertThatThrownBy(() -> Fold.forwardChained(weeks, 6)).hasMessageContaining("6 periods, and 7");
    }

    @Test
    void testsEveryRowOnce() {
        for (List<Fold> folds :
                List.of(Fold.contiguous(IntStream.range(0, 23).toArray(), 5), Fold.shuffled(23, 5, 9))) {
            assertThat(folds.stream().flatMapToInt(fold -> Arrays.stream(fold.test())))
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, 23).boxed().toList());
            assertThat(folds)
                    .allSatisfy(fold ->
                            assertThat(fold.train().length + fold.test().length).isEqualTo(23));
        }
        assertThat(Fold.shuffled(23, 5, 9).getFirst().test())
                .isEqualTo(Fold.shuffled(23, 5, 9).getFirst().test())
                .isNotEqualTo(Fold.shuffled(23, 5, 10).getFirst().test());
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void choosesAPenaltyThatPredictsBetterThanTheEndsOfItsPath(Family family) {
        // given: two columns of thirty matter
        Random random = new Random(12);
        double[][] x = new double[90][30];
        double[] y = new double[90];
        for (int i = 0; i < 90; i++) {
            for (int j = 0; j < 30; j++) {
                x[i][j] = random.nextGaussian();
            }
            double predictor = 1 + 0.6 * x[i][0] - 0.6 * x[i][1];
            y[i] = family == Family.POISSON
                    ? SlowReference.poisson(random, Math.exp(predictor))
                    : predictor + random.nextGaussian();
        }
        List<String> names = IntStream.range(0, 30).mapToObj(j -> "x" + j).toList();
        Observations o = Observations.of(names, x, y);
        List<ColumnRule> rules = Collections.nCopies(30, ColumnRule.PENALISED);
        CrossValidation validation =
                new CrossValidation(family, Fold.shuffled(90, 6, 1), SolverSettings.DEFAULTS, 25, 1e-3);

        // when
        Choice choice = validation.choose(o, rules, 0.5, 1);

        // then
        assertThat(choice.scores()).hasSize(50);
        double best = choice.scores().stream()
                .filter(score -> score.penalty().equals(choice.best()))
                .findFirst()
                .orElseThrow()
                .loss();
        assertThat(best)
                .isLessThan(0.9 * choice.scores().getFirst().loss())
                .isLessThan(0.9 * choice.scores().getLast().loss());
        assertThat(choice.sparsest().alpha())
                .isGreaterThanOrEqualTo(choice.best().alpha());
        assertThat(validation.choose(o, rules, 0.5, 1)).isEqualTo(choice);
        if (family == Family.GAUSSIAN) {
            assertThat(new ElasticNet(o).fit(choice.sparsest()).selected())
                    .contains(0, 1)
                    .hasSizeLessThan(20);
        }
    }
}
