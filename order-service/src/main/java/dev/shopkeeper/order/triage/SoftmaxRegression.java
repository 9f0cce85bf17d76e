package dev.shopkeeper.order.triage;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Multinomial logistic regression without intercepts, with an L2 penalty on the weights: the least of
 * {@code sum of weighted log losses + |w|² / (2 C)}, found by L-BFGS (Liu and Nocedal 1989; two-loop recursion of Nocedal and Wright
 * 2006, algorithms 7.4 and 7.5) with a backtracking line search. Deterministic, on one thread.
 */
final class SoftmaxRegression {

    private static final int MEMORY = 6;
    private static final double ENOUGH_DECREASE = 1e-4;
    private static final int MOST_HALVINGS = 30;
    private static final double CURVATURE = 1e-12;

    private final List<SparseText> texts;
    private final int[] labels;
    private final double[] importance;
    private final int classes;
    private final double inverseC;
    /** By feature and class. */
    private final double[] weights;

    private SoftmaxRegression(
            List<SparseText> texts, int[] labels, double[] importance, int features, int classes, double c) {
        this.texts = texts;
        this.labels = labels;
        this.importance = importance;
        this.classes = classes;
        this.inverseC = 1 / c;
        this.weights = new double[features * classes];
    }

    /**
     * Fits.
     *
     * @param importance how much each text counts; 1 on average
     * @param c the inverse of the penalty's strength
     * @param tolerance of the gradient's largest entry, by the number of texts
     * @param start weights to begin with, as they are returned; zeros if absent
     * @param progress told 0 to 1
     * @return weights by feature and class ({@code feature * classes + class}); a text of no feature is as much of each class
     */
    static double[] fit(
            List<SparseText> texts,
            int[] labels,
            double[] importance,
            int features,
            int classes,
            double c,
            int iterations,
            double tolerance,
            double @Nullable [] start,
            DoubleConsumer progress) {
        SoftmaxRegression regression = new SoftmaxRegression(texts, labels, importance, features, classes, c);
        if (start != null) {
            System.arraycopy(start, 0, regression.weights, 0, start.length);
        }
        regression.minimise(iterations, tolerance * texts.size(), progress);
        return regression.weights;
    }

    private void minimise(int iterations, double tolerance, DoubleConsumer progress) {
        int size = weights.length;
        double[] gradient = new double[size];
        double[] direction = new double[size];
        double[] before = new double[size];
        double[] gradientBefore = new double[size];
        float[][] steps = new float[MEMORY][];
        float[][] changes = new float[MEMORY][];
        double[] rho = new double[MEMORY];
        int kept = 0;
        double loss = loss(gradient);
        for (int iteration = 0; iteration < iterations && largest(gradient) > tolerance; iteration++) {
            progress.accept((double) iteration / iterations);
            towards(gradient, direction, steps, changes, rho, kept);
            double slope = dot(gradient, direction);
            if (slope >= 0) {
                // curvature that lies: begin again, downhill
                kept = 0;
                towards(gradient, direction, steps, changes, rho, 0);
                slope = dot(gradient, direction);
            }
            System.arraycopy(weights, 0, before, 0, size);
            System.arraycopy(gradient, 0, gradientBefore, 0, size);
            double step = kept == 0 ? Math.min(1, 1 / Math.sqrt(-slope)) : 1;
            double reached = loss;
            boolean found = false;
            for (int halving = 0; halving < MOST_HALVINGS && !found; halving++) {
                for (int i = 0; i < size; i++) {
                    weights[i] = before[i] + step * direction[i];
                }
                reached = loss(gradient);
                found = reached <= loss + ENOUGH_DECREASE * step * slope;
                step /= 2;
            }
            if (!found) {
                System.arraycopy(before, 0, weights, 0, size);
                return;
            }
            int place = kept % MEMORY;
            double product = remember(place, steps, changes, before, gradientBefore, gradient);
            if (product > CURVATURE) {
                rho[place] = 1 / product;
                kept++;
            }
            loss = reached;
        }
        progress.accept(1);
    }

    private double remember(
            int place,
            float[][] steps,
            float[][] changes,
            double[] before,
            double[] gradientBefore,
            double[] gradient) {
        if (steps[place] == null) {
            steps[place] = new float[weights.length];
            changes[place] = new float[weights.length];
        }
        double product = 0;
        for (int i = 0; i < weights.length; i++) {
            double step = weights[i] - before[i];
            double change = gradient[i] - gradientBefore[i];
            steps[place][i] = (float) step;
            changes[place][i] = (float) change;
            product += step * change;
        }
        return product;
    }

    /** The direction of the next step: minus the inverse of the curvature seen so far, times the gradient. */
    private static void towards(
            double[] gradient, double[] direction, float[][] steps, float[][] changes, double[] rho, int kept) {
        for (int i = 0; i < gradient.length; i++) {
            direction[i] = -gradient[i];
        }
        int oldest = Math.max(0, kept - MEMORY);
        double[] alpha = new double[MEMORY];
        for (int k = kept - 1; k >= oldest; k--) {
            int place = k % MEMORY;
            alpha[place] = rho[place] * dot(steps[place], direction);
            add(direction, changes[place], -alpha[place]);
        }
        if (kept > 0) {
            int newest = (kept - 1) % MEMORY;
            double scale = 1 / (rho[newest] * dot(changes[newest], changes[newest]));
            for (int i = 0; i < direction.length; i++) {
                direction[i] *= scale;
            }
        }
        for (int k = oldest; k < kept; k++) {
            int place = k % MEMORY;
            add(direction, steps[place], alpha[place] - rho[place] * dot(changes[place], direction));
        }
    }

    /** The loss at the weights, and its gradient. */
    private double loss(double[] gradient) {
        double loss = 0;
        for (int i = 0; i < weights.length; i++) {
            gradient[i] = weights[i] * inverseC;
            loss += weights[i] * weights[i];
        }
        loss *= inverseC / 2;
        double[] scores = new double[classes];
        for (int row = 0; row < labels.length; row++) {
            SparseText text = texts.get(row);
            Arrays.fill(scores, 0);
            for (int i = 0; i < text.size(); i++) {
                int base = text.indices()[i] * classes;
                double value = text.values()[i];
                for (int k = 0; k < classes; k++) {
                    scores[k] += value * weights[base + k];
                }
            }
            double label = scores[labels[row]];
            double logSum = softmax(scores);
            loss += importance[row] * (logSum - label);
            scores[labels[row]] -= 1;
            for (int k = 0; k < classes; k++) {
                scores[k] *= importance[row];
            }
            for (int i = 0; i < text.size(); i++) {
                int base = text.indices()[i] * classes;
                double value = text.values()[i];
                for (int k = 0; k < classes; k++) {
                    gradient[base + k] += value * scores[k];
                }
            }
        }
        return loss;
    }

    /**
     * Turns scores into probabilities, in place.
     *
     * @return the logarithm of the sum of their exponentials
     */
    static double softmax(double[] scores) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double score : scores) {
            largest = Math.max(largest, score);
        }
        double sum = 0;
        for (int k = 0; k < scores.length; k++) {
            scores[k] = Math.exp(scores[k] - largest);
            sum += scores[k];
        }
        for (int k = 0; k < scores.length; k++) {
            scores[k] /= sum;
        }
        return largest + Math.log(sum);
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    private static double dot(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }

    private static double dot(float[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }

    private static double dot(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += (double) one[i] * other[i];
        }
        return sum;
    }

    private static void add(double[] to, float[] what, double times) {
        for (int i = 0; i < to.length; i++) {
            to[i] += times * what[i];
        }
    }
}
