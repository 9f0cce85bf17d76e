package dev.shopkeeper.pricing.regression;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The elastic net for counts: minimises
 *
 * <pre>1/&Sigma;w &Sigma; w<sub>i</sub> (&mu;<sub>i</sub> &minus; y<sub>i</sub> log &mu;<sub>i</sub>) + &alpha; &Sigma; f<sub>j</sub> (&rho;|b<sub>j</sub>| + (1 &minus; &rho;)/2 b<sub>j</sub>&sup2;),  log &mu;<sub>i</sub> = o<sub>i</sub> + b<sub>0</sub> + x<sub>i</sub>&middot;b</pre>
 *
 * <p>with the bounds, factors and standardisation of {@link ElasticNet}; the offset o is the logarithm of the exposure. By
 * proximal Newton steps (Friedman, Hastie, Tibshirani 2010; Lee, Sun, Saunders 2014): each minimises the quadratic model of
 * the deviance plus the penalty by coordinate descent, and is halved until the penalised deviance has fallen enough, so that
 * it never rises. The linear predictor is cut to within &plusmn;{@value #MOST_PREDICTOR}, so nothing overflows and a count
 * that is always 0 under some column has a finite coefficient.
 *
 * <p>Immutable; safe for concurrent use.
 */
public final class PoissonElasticNet {

    static final double MOST_PREDICTOR = 40;
    private static final double MOST_COUNT = 1e15;
    private static final double MOST_OFFSET = 30;
    private static final int MOST_ITERATIONS = 200;
    private static final int MOST_HALVINGS = 40;
    private static final double SUFFICIENT = 1e-4;

    private final Observations observations;
    private final List<ColumnRule> rules;
    private final SolverSettings settings;
    private final double[] shares;
    private final Scaling scaling;
    private final double nullIntercept;
    private final double nullLoss;

    /** All columns penalised alike, none bounded. */
    public PoissonElasticNet(Observations observations) {
        this(
                observations,
                Collections.nCopies(observations.names().size(), ColumnRule.PENALISED),
                SolverSettings.DEFAULTS);
    }

    /**
     * Prepares fits.
     *
     * @param rules one a column
     * @throws IllegalArgumentException if there are not as many rules as columns, a count is below 0 or above 1e15, all are 0,
     *     or an offset is not within &plusmn;30
     */
    public PoissonElasticNet(Observations observations, List<ColumnRule> rules, SolverSettings settings) {
        AlphaGrid.checkRules(observations, rules);
        this.observations = observations;
        this.rules = List.copyOf(rules);
        this.settings = settings;
        shares = observations.shares();
        scaling = Scaling.of(observations, shares, settings.standardise());
        double counts = 0;
        double exposure = 0;
        for (int i = 0; i < shares.length; i++) {
            double count = observations.target()[i];
            double offset = observations.offset()[i];
            if (!(count >= 0 && count <= MOST_COUNT)) {
                throw new IllegalArgumentException(
                        "The count of row " + i + " is " + count + ", and must be within 0 to " + MOST_COUNT + ".");
            }
            if (Math.abs(offset) > MOST_OFFSET) {
                throw new IllegalArgumentException("The offset of row " + i + " is " + offset + ", beyond "
                        + MOST_OFFSET + ". Maybe it is the exposure and not its logarithm?");
            }
            counts += shares[i] * count;
            exposure += shares[i] * Math.exp(offset);
        }
        if (counts == 0) {
            throw new IllegalArgumentException("All counts are 0, of which no logarithm can be fitted. Maybe choose a"
                    + " longer time, or leave the item out?");
        }
        nullIntercept = Math.log(counts / exposure);
        nullLoss = new Point(new double[rules.size()], nullIntercept).loss;
    }

    /**
     * One fit.
     *
     * @throws IllegalStateException if it does not settle
     */
    public PoissonFit fit(Penalty penalty) {
        return described(minimise(PenaltyTerms.of(penalty, rules, scaling), start()), penalty);
    }

    /**
     * Fits under falling alphas, each from where the one before ended.
     *
     * @throws IllegalArgumentException if they rise
     */
    public List<PoissonFit> path(double mix, double[] alphas) {
        AlphaGrid.checkFalling(alphas);
        Point point = start();
        List<PoissonFit> fits = new ArrayList<>();
        for (double alpha : alphas) {
            Penalty penalty = new Penalty(alpha, mix);
            Minimum minimum = minimise(PenaltyTerms.of(penalty, rules, scaling), point);
            point = minimum.point;
            fits.add(described(minimum, penalty));
        }
        return fits;
    }

    /** The path over {@code count} alphas from {@link #largestAlpha} down to {@code leastShare} of it, evenly by ratio. */
    public List<PoissonFit> path(double mix, int count, double leastShare) {
        return path(mix, AlphaGrid.of(largestAlpha(mix), count, leastShare));
    }

    /** The least alpha that selects no penalised column; that of a mix of 0.001 for smaller ones, where there is none. */
    public double largestAlpha(double mix) {
        PenaltyTerms terms = PenaltyTerms.nothingPenalised(rules, scaling);
        Point point = minimise(terms, start()).point;
        return AlphaGrid.largest(new Model(point).quadratic(point), terms, rules, mix);
    }

    /** Half the deviance by the sum of weights, plus the penalty: what {@link #fit} minimises, but for a constant. */
    public double objective(PoissonFit fit) {
        double[] beta = fit.predictor().coefficients().clone();
        double atMeans = fit.predictor().intercept();
        for (int j = 0; j < beta.length; j++) {
            atMeans += beta[j] * scaling.mean[j];
            beta[j] *= scaling.spread[j];
        }
        return new Point(beta, atMeans).loss
                + PenaltyTerms.of(fit.predictor().penalty(), rules, scaling).value(beta);
    }

    /**
     * Fits the selected columns of a fit again, without penalty and bounds, with the quasi-Poisson sandwich covariance.
     *
     * @param groups one a row, within which errors may depend on each other; null if all are independent
     * @throws IllegalArgumentException as {@link Refit#poisson}
     */
    public Refit covariance(PoissonFit fit, int @Nullable [] groups) {
        return Refit.poisson(observations, fit.predictor().selected(), groups);
    }

    static double clamped(double predictor) {
        return Math.min(Math.max(predictor, -MOST_PREDICTOR), MOST_PREDICTOR);
    }

    private Point start() {
        return new Point(new double[rules.size()], nullIntercept);
    }

    /** Greater than 0 even where the offset alone explains all counts. */
    private double scale() {
        double mean = 0;
        for (int i = 0; i < shares.length; i++) {
            mean += shares[i] * observations.target()[i];
        }
        return Math.max(nullLoss, 1e-10 * mean);
    }

    private Minimum minimise(PenaltyTerms terms, Point from) {
        double scale = scale();
        double goal = settings.tolerance() * scale;
        Point point = from;
        int sweeps = 0;
        for (int iteration = 1; iteration <= MOST_ITERATIONS; iteration++) {
            Model model = new Model(point);
            double[] beta = point.beta.clone();
            double gap = 0;
            double @Nullable [] exact = terms.isFree() ? model.newtonStep() : null;
            if (exact != null) {
                for (int j = 0; j < beta.length; j++) {
                    beta[j] += exact[j];
                }
            } else {
                CoordinateDescent.Run run =
                        CoordinateDescent.minimise(model.quadratic(point), terms, beta, scale, settings);
                sweeps += run.sweeps();
                gap = run.gap();
            }
            double intercept = model.interceptFor(point, beta);
            double expected = model.slope(point, beta, intercept) + terms.value(beta) - terms.value(point.beta);
            Point next = descend(terms, point, beta, intercept, Math.min(expected, 0));
            if (-expected <= goal || next == point) {
                return new Minimum(next, iteration, sweeps, gap + Math.max(0, -expected));
            }
            point = next;
        }
        throw new IllegalStateException("The fit has not settled after " + MOST_ITERATIONS
                + " Newton steps. Maybe a column parts counts of 0 from all others? Penalise it.");
    }

    /** The first of the step, its half, its quarter that lowers the penalised deviance enough; the same point if none. */
    private Point descend(PenaltyTerms terms, Point from, double[] beta, double intercept, double expected) {
        double before = from.loss + terms.value(from.beta);
        double share = 1;
        for (int halving = 0; halving < MOST_HALVINGS; halving++) {
            double[] tried = beta;
            if (halving > 0) {
                tried = new double[beta.length];
                for (int j = 0; j < beta.length; j++) {
                    tried[j] = from.beta[j] + share * (beta[j] - from.beta[j]);
                }
            }
            Point point = new Point(tried, from.intercept + share * (intercept - from.intercept));
            if (point.loss + terms.value(tried) <= before + SUFFICIENT * share * expected) {
                return point;
            }
            share /= 2;
        }
        return from;
    }

    private PoissonFit described(Minimum minimum, Penalty penalty) {
        Point point = minimum.point;
        double[] coefficients = scaling.original(point.beta, rules);
        RegressionFit predictor = new RegressionFit(
                observations.names(),
                scaling.intercept(point.intercept, coefficients),
                coefficients,
                penalty,
                List.copyOf(scaling.constant),
                minimum.sweeps,
                minimum.gap);
        double weight = 0;
        double pearson = 0;
        for (int i = 0; i < shares.length; i++) {
            double distance = observations.target()[i] - point.expected[i];
            weight += observations.weights()[i];
            pearson += observations.weights()[i] * distance * distance / point.expected[i];
        }
        int freedom = observations.counted() - 1 - predictor.selected().length;
        return new PoissonFit(
                predictor,
                2 * weight * point.loss,
                2 * weight * nullLoss,
                freedom > 0 ? pearson / freedom : Double.NaN,
                minimum.iterations);
    }

    private record Minimum(Point point, int iterations, int sweeps, double gap) {}

    /** Coefficients of scaled columns, the predictor at the means, and what they expect. */
    private final class Point {

        private final double[] beta;
        private final double intercept;
        private final double[] expected;
        private final double loss;

        private Point(double[] beta, double intercept) {
            this.beta = beta;
            this.intercept = intercept;
            expected = new double[shares.length];
            int[] kept = java.util.stream.IntStream.range(0, beta.length)
                    .filter(j -> beta[j] != 0)
                    .toArray();
            double[] slopes = scaling.original(beta);
            double sum = 0;
            for (int i = 0; i < expected.length; i++) {
                double[] row = observations.rows()[i];
                double predictor = intercept + observations.offset()[i];
                for (int j : kept) {
                    predictor += slopes[j] * (row[j] - scaling.mean[j]);
                }
                predictor = clamped(predictor);
                expected[i] = Math.exp(predictor);
                double count = observations.target()[i];
                double logarithm = count == 0 ? 0 : count * (Math.log(count) - predictor);
                sum += shares[i] * (logarithm - (count - expected[i]));
            }
            loss = sum;
        }
    }

    /** The quadratic model of the deviance around a point; the intercept is eliminated by centring with its weights. */
    private final class Model {

        private final double[] curvatures;
        private final double[] pulls;
        private final double[] center;
        private final double interceptStep;
        private final double pull;

        private Model(Point point) {
            double[][] rows = observations.rows();
            curvatures = new double[shares.length];
            pulls = new double[shares.length];
            double total = 0;
            double pulling = 0;
            for (int i = 0; i < shares.length; i++) {
                curvatures[i] = shares[i] * point.expected[i];
                pulls[i] = shares[i] * (observations.target()[i] - point.expected[i]);
                total += curvatures[i];
                pulling += pulls[i];
            }
            pull = pulling;
            interceptStep = pulling / total;
            center = new double[rules.size()];
            for (int i = 0; i < shares.length; i++) {
                double share = curvatures[i] / total;
                double[] row = rows[i];
                for (int j = 0; j < center.length; j++) {
                    center[j] += share * (row[j] - scaling.mean[j]);
                }
            }
            for (int j = 0; j < center.length; j++) {
                center[j] += scaling.mean[j];
            }
        }

        private double[] descent() {
            return Gram.with(pulls, observations.rows(), center, scaling.inverse);
        }

        private double[][] gram() {
            return Gram.of(observations.rows(), center, scaling.inverse, curvatures);
        }

        private Quadratic quadratic(Point point) {
            if (shares.length > rules.size()) {
                return new Quadratic.OfGram(gram(), descent());
            }
            double[] residual = new double[shares.length];
            for (int i = 0; i < residual.length; i++) {
                residual[i] = (observations.target()[i] - point.expected[i]) / point.expected[i] - interceptStep;
            }
            return Quadratic.OfResiduals.of(observations.rows(), center, scaling.inverse, curvatures, residual);
        }

        /** The unpenalised step, or null if columns depend on each other. */
        private double @Nullable [] newtonStep() {
            Cholesky cholesky = rules.isEmpty() ? null : Cholesky.of(gram());
            return cholesky == null ? null : cholesky.solve(descent());
        }

        private double interceptFor(Point point, double[] beta) {
            double intercept = point.intercept + interceptStep;
            for (int j = 0; j < beta.length; j++) {
                intercept -= (center[j] - scaling.mean[j]) * scaling.inverse[j] * (beta[j] - point.beta[j]);
            }
            return intercept;
        }

        /** How the loss would change along the step, were it straight. */
        private double slope(Point point, double[] beta, double intercept) {
            double[] down = Gram.with(pulls, observations.rows(), scaling.mean, scaling.inverse);
            double slope = -pull * (intercept - point.intercept);
            for (int j = 0; j < beta.length; j++) {
                slope -= down[j] * (beta[j] - point.beta[j]);
            }
            return slope;
        }
    }
}
