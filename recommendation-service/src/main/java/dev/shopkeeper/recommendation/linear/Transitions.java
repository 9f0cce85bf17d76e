package dev.shopkeeper.recommendation.linear;

import dev.shopkeeper.recommendation.algebra.Parallel;
import dev.shopkeeper.recommendation.algebra.SparseRows;
import dev.shopkeeper.recommendation.history.Histories;
import dev.shopkeeper.recommendation.history.History;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;

/**
 * Statistics of "faded past, then next": every event is a target, and its row of X is the past before its step, each
 * event of it weighted by its strength and its age, once a time scale.
 *
 * <p>The rows are never written down. The product of two events p and q of one history, summed over all later targets, is
 * a geometric series: with m the first step after both, {@code a_p a_q d^(m-1-p) e^(m-1-q) T(m)}, where d and e are the
 * scales' factors and {@code T(m) = b(m) + d e T(m+1)} runs backwards over b, the strength of the targets of a step.
 */
final class Transitions {

    /** Steps after which the past is no longer looked at, however slowly it fades. */
    private static final int LONGEST = 200;

    private final Histories histories;
    private final float[][] fading;
    private final double[] factors;
    private final int window;
    private final Occurrences occurrences;
    private final float[][][] tails;

    Transitions(Histories histories, List<Decay> scales) {
        this.histories = histories;
        this.fading = scales.stream().map(scale -> scale.weights(LONGEST)).toArray(float[][]::new);
        this.factors = scales.stream().mapToDouble(Decay::factor).toArray();
        this.window = IntStream.range(0, fading.length)
                .map(scale -> fading[scale].length)
                .max()
                .orElse(1);
        this.occurrences = Occurrences.of(histories);
        this.tails = new float[histories.all().size()][][];
        for (int history = 0; history < tails.length; history++) {
            tails[history] = tails(histories.all().get(history));
        }
    }

    /** Sums up, the same whatever the number of threads. */
    Statistics statistics(int threads, DoubleConsumer progress) {
        int items = histories.items();
        int features = items * fading.length;
        int[][] gramColumns = new int[features][];
        float[][] gramValues = new float[features][];
        int[][] targetColumns = new int[items][];
        float[][] targetValues = new float[items][];
        Parallel.run(
                items,
                threads,
                () -> {
                    Accumulator sum = new Accumulator(features);
                    return item -> {
                        for (int scale = 0; scale < fading.length; scale++) {
                            gramRow(item, scale, sum);
                            int[] places = sum.places();
                            gramColumns[scale * items + item] = places;
                            gramValues[scale * items + item] = sum.values(places);
                            sum.clear();
                        }
                        targetRow(item, sum);
                        targetColumns[item] = sum.places();
                        targetValues[item] = sum.values(targetColumns[item]);
                        sum.clear();
                    };
                },
                progress);
        return new Statistics(
                items,
                fading.length,
                SparseRows.of(gramColumns, gramValues),
                SparseRows.of(targetColumns, targetValues));
    }

    private void gramRow(int item, int scale, Accumulator sum) {
        int scales = fading.length;
        for (int at = occurrences.starts()[item]; at < occurrences.starts()[item + 1]; at++) {
            int number = occurrences.histories()[at];
            History history = histories.all().get(number);
            int[] steps = history.steps();
            int position = occurrences.positions()[at];
            int step = steps[position];
            float strength = history.strengths()[position];
            for (int other = first(steps, position); other < steps.length && steps[other] - step < window; other++) {
                int after = Math.max(step, steps[other]);
                for (int second = 0; second < scales; second++) {
                    float value = strength
                            * history.strengths()[other]
                            * faded(scale, after - step)
                            * faded(second, after - steps[other])
                            * tails[number][scale * scales + second][after + 1];
                    if (value != 0) {
                        sum.add(second * histories.items() + history.items()[other], value);
                    }
                }
            }
        }
    }

    private void targetRow(int item, Accumulator sum) {
        for (int at = occurrences.starts()[item]; at < occurrences.starts()[item + 1]; at++) {
            History history = histories.all().get(occurrences.histories()[at]);
            int[] steps = history.steps();
            int position = occurrences.positions()[at];
            float strength = history.strengths()[position];
            for (int other = first(steps, position); steps[other] < steps[position]; other++) {
                for (int scale = 0; scale < fading.length; scale++) {
                    float value =
                            strength * history.strengths()[other] * faded(scale, steps[position] - 1 - steps[other]);
                    if (value != 0) {
                        sum.add(scale * histories.items() + history.items()[other], value);
                    }
                }
            }
        }
    }

    /** The first event that is within the window of this one. */
    private int first(int[] steps, int position) {
        int first = position;
        while (first > 0 && steps[position] - steps[first - 1] < window) {
            first--;
        }
        return first;
    }

    private float faded(int scale, int age) {
        return age < fading[scale].length ? fading[scale][age] : 0;
    }

    private float[][] tails(History history) {
        int scales = fading.length;
        int steps = history.nextStep();
        float[] targets = new float[steps + 1];
        for (int event = 0; event < history.size(); event++) {
            targets[history.steps()[event]] += history.strengths()[event];
        }
        float[][] all = new float[scales * scales][steps + 2];
        for (int first = 0; first < scales; first++) {
            for (int second = 0; second < scales; second++) {
                float[] tail = all[first * scales + second];
                float factor = (float) (factors[first] * factors[second]);
                for (int step = steps - 1; step >= 0; step--) {
                    tail[step] = targets[step] + factor * tail[step + 1];
                }
            }
        }
        return all;
    }
}
