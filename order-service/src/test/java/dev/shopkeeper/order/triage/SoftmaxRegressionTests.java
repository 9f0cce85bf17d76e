package dev.shopkeeper.order.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoftmaxRegressionTests {

    private static final int FEATURES = 6;
    private static final int CLASSES = 3;

    private record Problem(List<SparseText> texts, int[] labels) {}

    private static Problem problem(long seed) {
        Random random = new Random(seed);
        List<SparseText> texts = new ArrayList<>();
        int[] labels = new int[60];
        for (int row = 0; row < labels.length; row++) {
            int[] indices =
                    random.ints(0, FEATURES).distinct().limit(3).sorted().toArray();
            float[] values = new float[indices.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextFloat();
            }
            texts.add(new SparseText(indices, values, 1));
            labels[row] = random.nextInt(4) == 0 ? random.nextInt(CLASSES) : indices[0] % CLASSES;
        }
        return new Problem(texts, labels);
    }

    /** The loss, as it is written in the books. */
    private static double loss(Problem problem, double[] weights, double c) {
        double loss = 0;
        for (int row = 0; row < problem.labels.length; row++) {
            double[] exponentials = new double[CLASSES];
            double sum = 0;
            for (int k = 0; k < CLASSES; k++) {
                double score = 0;
                SparseText text = problem.texts.get(row);
                for (int i = 0; i < text.size(); i++) {
                    score += text.values()[i] * weights[text.indices()[i] * CLASSES + k];
                }
                exponentials[k] = Math.exp(score);
                sum += exponentials[k];
            }
            loss -= Math.log(exponentials[problem.labels[row]] / sum);
        }
        for (int i = 0; i < FEATURES * CLASSES; i++) {
            loss += weights[i] * weights[i] / (2 * c);
        }
        return loss;
    }

    private static double[] fit(Problem problem, double c, double @Nullable [] start) {
        double[] importance = new double[problem.labels.length];
        Arrays.fill(importance, 1);
        return SoftmaxRegression.fit(
                problem.texts, problem.labels, importance, FEATURES, CLASSES, c, 500, 1e-9, start, progress -> {});
    }

    @Test
    void aTextThatCountsTwiceIsTheSameAsTwoTexts() {
        Problem problem = problem(5);
        double[] importance = new double[problem.labels.length];
        Arrays.fill(importance, 1);
        importance[7] = 2;
        List<SparseText> texts = new ArrayList<>(problem.texts);
        texts.add(texts.get(7));
        int[] labels = Arrays.copyOf(problem.labels, texts.size());
        labels[labels.length - 1] = labels[7];

        double[] weighted = SoftmaxRegression.fit(
                problem.texts, problem.labels, importance, FEATURES, CLASSES, 2, 500, 1e-9, null, progress -> {});

        double[] twice = fit(new Problem(texts, labels), 2, null);
        for (int i = 0; i < FEATURES * CLASSES; i++) {
            assertThat(weighted[i]).isCloseTo(twice[i], within(1e-4));
        }
    }

    @Test
    void whereItBeginsDoesNotMatter() {
        Problem problem = problem(6);
        double[] cold = fit(problem, 3, null);

        double[] warm = fit(problem, 3, fit(problem, 0.3, null));

        for (int i = 0; i < FEATURES * CLASSES; i++) {
            assertThat(warm[i]).isCloseTo(cold[i], within(1e-4));
        }
    }

    /** Slow and obvious: along each axis in turn, as long as that is better. */
    private static double[] byPatternSearch(Problem problem, double c) {
        double[] weights = new double[FEATURES * CLASSES];
        double best = loss(problem, weights, c);
        for (double step = 1; step > 1e-6; ) {
            boolean better = false;
            for (int i = 0; i < weights.length; i++) {
                for (double move : new double[] {step, -step}) {
                    weights[i] += move;
                    double loss = loss(problem, weights, c);
                    if (loss < best - 1e-13) {
                        best = loss;
                        better = true;
                    } else {
                        weights[i] -= move;
                    }
                }
            }
            step = better ? step : step / 2;
        }
        return weights;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void findsTheLeastLossThatASlowSearchFinds(long seed) {
        Problem problem = problem(seed);
        double c = 2;

        double[] fitted = fit(problem, c, null);

        double[] slow = byPatternSearch(problem, c);
        assertThat(loss(problem, fitted, c)).isCloseTo(loss(problem, slow, c), within(1e-6));
        for (int i = 0; i < FEATURES * CLASSES; i++) {
            assertThat(fitted[i]).isCloseTo(slow[i], within(5e-3));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 10})
    void noStepAlongAnyAxisIsBetter(double c) {
        Problem problem = problem(9);

        double[] fitted = fit(problem, c, null);

        double least = loss(problem, fitted, c);
        for (int i = 0; i < fitted.length; i++) {
            for (double move : new double[] {1e-3, -1e-3}) {
                fitted[i] += move;
                assertThat(loss(problem, fitted, c)).isGreaterThanOrEqualTo(least - 1e-9);
                fitted[i] -= move;
            }
        }
    }
}
