package dev.shopkeeper.recommendation.relevance;

import java.util.Arrays;
import java.util.List;

/**
 * Fits {@link Examination} by the conditional logit of which items of a list were clicked, given how many: what differs between
 * lists, such as how much their visitor clicks, drops out (McFadden 1974). Newton's method with a small ridge. The position is
 * told apart from relevance by the features, of which the score is one, and best where places were drawn by chance.
 */
final class ExaminationFit {

    /** No position is believed to be looked at less: what is seen there would otherwise count without bound. */
    private static final double LEAST = 0.05;
    /** A point is believed to be worth so much at least, by one standard deviation of scores within lists. */
    private static final double LEAST_WORTH = 0.25;

    private static final int STEPS = 30;
    private static final double RIDGE = 1;
    private static final int COVARIATES = 7;
    private static final int SIZE = COVARIATES + Examination.BANDS - 1;

    private final List<ShownList> lists;
    private final double[] scales = new double[COVARIATES];
    private final double[] weights = new double[SIZE];

    ExaminationFit(List<ShownList> lists) {
        this.lists = lists;
    }

    Examination fitted() {
        scale();
        double reached = Double.NEGATIVE_INFINITY;
        for (int step = 0; step < STEPS; step++) {
            Sums sums = new Sums();
            lists.forEach(sums::add);
            if (sums.likelihood - reached < 1e-9 * Math.abs(reached)) {
                break;
            }
            reached = sums.likelihood;
            double[] change = sums.change();
            for (int i = 0; i < SIZE; i++) {
                weights[i] += change[i];
            }
        }
        double worth = Math.max(LEAST_WORTH, weights[0]);
        return new Examination(falling(), worth / scales[0]);
    }

    /** Brings every covariate to a standard deviation of 1 within lists; one that never differs is left at nothing. */
    private void scale() {
        double[] squares = new double[COVARIATES];
        double[] row = new double[COVARIATES];
        long rows = 0;
        for (ShownList list : lists) {
            double[] sum = new double[COVARIATES];
            double[] square = new double[COVARIATES];
            for (ShownList.Item item : list.items()) {
                covariates(item.features(), row);
                for (int i = 0; i < COVARIATES; i++) {
                    sum[i] += row[i];
                    square[i] += row[i] * row[i];
                }
            }
            int size = list.items().size();
            for (int i = 0; i < COVARIATES; i++) {
                squares[i] += Math.max(0, square[i] - sum[i] * sum[i] / size);
            }
            rows += size;
        }
        for (int i = 0; i < COVARIATES; i++) {
            double deviation = Math.sqrt(squares[i] / Math.max(1, rows));
            scales[i] = deviation > 1e-9 ? deviation : 1;
        }
    }

    private static void covariates(CandidateFeatures features, double[] row) {
        row[0] = features.blendScore();
        row[1] = StrictMath.log(Math.max(1e-4, known(features.popularityShare(), 0)));
        row[2] = StrictMath.log(Math.clamp(known(features.priceRatio(), 1), 0.05, 20));
        row[3] = known(features.sameCategory(), 0);
        row[4] = known(features.sameBrand(), 0);
        row[5] = StrictMath.log1p(Math.max(0, known(features.daysKnown(), 0)));
        row[6] = known(features.metBefore(), 0);
    }

    private static double known(float value, double otherwise) {
        return Float.isNaN(value) ? otherwise : value;
    }

    /** The exponentials of the positions' weights, made to fall: pooled adjacent violators, by how much was clicked. */
    private double[] falling() {
        double[] clicks = new double[Examination.BANDS];
        for (ShownList list : lists) {
            for (ShownList.Item item : list.items()) {
                clicks[Examination.band(item.position())] += item.outcome() == ShownList.Outcome.NOTHING ? 0.01 : 1;
            }
        }
        double[] level = new double[Examination.BANDS];
        double[] mass = new double[Examination.BANDS];
        int[] length = new int[Examination.BANDS];
        int blocks = 0;
        for (int band = 0; band < Examination.BANDS; band++) {
            level[blocks] = band == 0 ? 0 : weights[COVARIATES + band - 1];
            mass[blocks] = clicks[band] + 1e-6;
            length[blocks++] = 1;
            while (blocks > 1 && level[blocks - 1] > level[blocks - 2]) {
                int to = blocks - 2;
                double both = mass[to] + mass[blocks - 1];
                level[to] = (level[to] * mass[to] + level[blocks - 1] * mass[blocks - 1]) / both;
                mass[to] = both;
                length[to] += length[blocks - 1];
                blocks--;
            }
        }
        double[] shares = new double[Examination.BANDS];
        int band = 0;
        for (int block = 0; block < blocks; block++) {
            Arrays.fill(
                    shares, band, band + length[block], Math.clamp(StrictMath.exp(level[block] - level[0]), LEAST, 1));
            band += length[block];
        }
        return shares;
    }

    /** Likelihood, gradient and curvature at the weights, with the ridge: on neighbouring positions, on what they differ. */
    private final class Sums {
        private final double[] gradient = new double[SIZE];
        private final double[][] curvature = new double[SIZE][SIZE];
        private double likelihood;

        Sums() {
            for (int i = 0; i < COVARIATES; i++) {
                ridge(i, -1);
            }
            for (int band = 1; band < Examination.BANDS; band++) {
                int i = COVARIATES + band - 1;
                ridge(i, band == 1 ? -1 : i - 1);
            }
        }

        private void ridge(int i, int other) {
            double value = weights[i] - (other < 0 ? 0 : weights[other]);
            likelihood -= RIDGE * value * value / 2;
            gradient[i] -= RIDGE * value;
            curvature[i][i] += RIDGE;
            if (other >= 0) {
                gradient[other] += RIDGE * value;
                curvature[other][other] += RIDGE;
                curvature[i][other] -= RIDGE;
                curvature[other][i] -= RIDGE;
            }
        }

        void add(ShownList list) {
            int size = list.items().size();
            double[][] rows = new double[size][COVARIATES];
            int[] bands = new int[size];
            double[] scores = new double[size];
            int chosen = 0;
            double most = Double.NEGATIVE_INFINITY;
            for (int place = 0; place < size; place++) {
                ShownList.Item item = list.items().get(place);
                covariates(item.features(), rows[place]);
                for (int i = 0; i < COVARIATES; i++) {
                    rows[place][i] /= scales[i];
                    scores[place] += weights[i] * rows[place][i];
                }
                bands[place] = COVARIATES + Examination.band(item.position()) - 1;
                scores[place] += bands[place] < COVARIATES ? 0 : weights[bands[place]];
                most = Math.max(most, scores[place]);
                chosen += item.outcome() == ShownList.Outcome.NOTHING ? 0 : 1;
            }
            double total = 0;
            for (double score : scores) {
                total += StrictMath.exp(score - most);
            }
            double[] mean = new double[SIZE];
            for (int place = 0; place < size; place++) {
                double share = StrictMath.exp(scores[place] - most) / total;
                boolean wanted = list.items().get(place).outcome() != ShownList.Outcome.NOTHING;
                if (wanted) {
                    likelihood += scores[place] - most - StrictMath.log(total);
                }
                double left = (wanted ? 1 : 0) - chosen * share;
                double weight = chosen * share;
                for (int i = 0; i < COVARIATES; i++) {
                    double value = rows[place][i];
                    gradient[i] += left * value;
                    mean[i] += share * value;
                    for (int j = 0; j <= i; j++) {
                        curvature[i][j] += weight * value * rows[place][j];
                    }
                }
                int band = bands[place];
                if (band >= COVARIATES) {
                    gradient[band] += left;
                    mean[band] += share;
                    curvature[band][band] += weight;
                    for (int j = 0; j < COVARIATES; j++) {
                        curvature[band][j] += weight * rows[place][j];
                    }
                }
            }
            for (int i = 0; i < SIZE; i++) {
                for (int j = 0; j <= i; j++) {
                    curvature[i][j] -= chosen * mean[i] * mean[j];
                }
            }
        }

        /** Newton's step, by Cholesky's factors of the lower half; the ridge makes it positive definite. */
        double[] change() {
            double[][] factor = curvature;
            double[] step = gradient.clone();
            for (int i = 0; i < SIZE; i++) {
                for (int j = 0; j <= i; j++) {
                    double sum = factor[i][j];
                    for (int k = 0; k < j; k++) {
                        sum -= factor[i][k] * factor[j][k];
                    }
                    factor[i][j] = i == j ? Math.sqrt(Math.max(sum, 1e-9)) : sum / factor[j][j];
                }
            }
            for (int i = 0; i < SIZE; i++) {
                for (int k = 0; k < i; k++) {
                    step[i] -= factor[i][k] * step[k];
                }
                step[i] /= factor[i][i];
            }
            for (int i = SIZE - 1; i >= 0; i--) {
                for (int k = i + 1; k < SIZE; k++) {
                    step[i] -= factor[k][i] * step[k];
                }
                step[i] /= factor[i][i];
            }
            double longest = Arrays.stream(step).map(Math::abs).max().orElse(0);
            if (longest > 2) {
                for (int i = 0; i < SIZE; i++) {
                    step[i] *= 2 / longest;
                }
            }
            return step;
        }
    }
}
