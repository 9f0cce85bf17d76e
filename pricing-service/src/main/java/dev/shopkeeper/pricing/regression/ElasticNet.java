package dev.shopkeeper.pricing.regression;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The elastic net for a Gaussian target: minimises
 *
 * <pre>1/(2 &Sigma;w) &Sigma; w<sub>i</sub> (y<sub>i</sub> &minus; o<sub>i</sub> &minus; b<sub>0</sub> &minus; x<sub>i</sub>&middot;b)&sup2; + &alpha; &Sigma; f<sub>j</sub> (&rho;|b<sub>j</sub>| + (1 &minus; &rho;)/2 b<sub>j</sub>&sup2;)</pre>
 *
 * <p>within the bounds of each column, where the penalty sees standardised columns unless {@link SolverSettings} say
 * otherwise, o is the offset, f the penalty factors, and the intercept b<sub>0</sub> is never penalised. Coordinate descent
 * after Friedman, Hastie and Tibshirani, "Regularization Paths for Generalized Linear Models via Coordinate Descent", Journal
 * of Statistical Software 33 (2010); the penalty is that of Zou and Hastie, "Regularization and Variable Selection via the
 * Elastic Net", JRSS B 67 (2005). With more rows than columns all products of columns are summed once, when this is made, and
 * every fit after that takes a time that does not depend on the number of rows.
 *
 * <p>The penalty draws coefficients towards 0, so a price elasticity read off a fit is too small. Select with it, then
 * {@link Refit}.
 *
 * <p>Immutable; safe for concurrent use.
 */
public final class ElasticNet {

    private final Observations observations;
    private final List<ColumnRule> rules;
    private final SolverSettings settings;
    private final Scaling scaling;
    private final double targetMean;
    private final double variance;
    private final double[] centred;
    private final Quadratic atNothing;
    private final double[][] gram;
    private final double[] descentAtNothing;

    /** All columns penalised alike, none bounded. */
    public ElasticNet(Observations observations) {
        this(
                observations,
                Collections.nCopies(observations.names().size(), ColumnRule.PENALISED),
                SolverSettings.DEFAULTS);
    }

    /**
     * Prepares fits.
     *
     * @param rules one a column
     * @throws IllegalArgumentException if there are not as many rules as columns
     */
    public ElasticNet(Observations observations, List<ColumnRule> rules, SolverSettings settings) {
        AlphaGrid.checkRules(observations, rules);
        this.observations = observations;
        this.rules = List.copyOf(rules);
        this.settings = settings;
        double[] shares = observations.shares();
        scaling = Scaling.of(observations, shares, settings.standardise());
        double[][] rows = observations.rows();
        centred = observations.target().clone();
        double mean = 0;
        for (int i = 0; i < centred.length; i++) {
            centred[i] -= observations.offset()[i];
            mean += shares[i] * centred[i];
        }
        targetMean = mean;
        double squares = 0;
        double[] weighted = new double[centred.length];
        for (int i = 0; i < centred.length; i++) {
            centred[i] -= mean;
            weighted[i] = shares[i] * centred[i];
            squares += weighted[i] * centred[i];
        }
        variance = squares;
        if (rows.length > rules.size()) {
            gram = Gram.of(rows, scaling.mean, scaling.inverse, shares);
            descentAtNothing = Gram.with(weighted, rows, scaling.mean, scaling.inverse);
            atNothing = new Quadratic.OfGram(gram, descentAtNothing.clone());
        } else {
            gram = new double[0][];
            descentAtNothing = new double[0];
            atNothing = Quadratic.OfResiduals.of(rows, scaling.mean, scaling.inverse, shares, centred.clone());
        }
    }

    /**
     * One fit.
     *
     * @throws IllegalStateException if it does not settle within the settings' sweeps
     */
    public RegressionFit fit(Penalty penalty) {
        return fit(penalty, new double[rules.size()]);
    }

    /**
     * Fits under falling alphas, each from where the one before ended.
     *
     * @throws IllegalArgumentException if they rise
     */
    public List<RegressionFit> path(double mix, double[] alphas) {
        AlphaGrid.checkFalling(alphas);
        double[] beta = new double[rules.size()];
        List<RegressionFit> fits = new ArrayList<>();
        for (double alpha : alphas) {
            fits.add(fit(new Penalty(alpha, mix), beta));
        }
        return fits;
    }

    /** The path over {@code count} alphas from {@link #largestAlpha} down to {@code leastShare} of it, evenly by ratio. */
    public List<RegressionFit> path(double mix, int count, double leastShare) {
        return path(mix, AlphaGrid.of(largestAlpha(mix), count, leastShare));
    }

    /** The least alpha that selects no penalised column; that of a mix of 0.001 for smaller ones, where there is none. */
    public double largestAlpha(double mix) {
        double[] beta = new double[rules.size()];
        Quadratic function = at(beta);
        PenaltyTerms terms = PenaltyTerms.nothingPenalised(rules, scaling);
        CoordinateDescent.minimise(function, terms, beta, scale(), settings);
        return AlphaGrid.largest(function, terms, rules, mix);
    }

    /** Half the weighted mean square of what the fit leaves over, plus its penalty: what {@link #fit} minimises. */
    public double objective(RegressionFit fit) {
        double[] shares = observations.shares();
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            double residual = observations.target()[i]
                    - observations.offset()[i]
                    - fit.predict(observations.rows()[i]);
            sum += shares[i] * residual * residual;
        }
        double[] beta = fit.coefficients().clone();
        for (int j = 0; j < beta.length; j++) {
            beta[j] *= scaling.spread[j];
        }
        return sum / 2 + PenaltyTerms.of(fit.penalty(), rules, scaling).value(beta);
    }

    private RegressionFit fit(Penalty penalty, double[] beta) {
        PenaltyTerms terms = PenaltyTerms.of(penalty, rules, scaling);
        CoordinateDescent.Run run = CoordinateDescent.minimise(at(beta), terms, beta, scale(), settings);
        double[] coefficients = scaling.original(beta, rules);
        return new RegressionFit(
                observations.names(),
                scaling.intercept(targetMean, coefficients),
                coefficients,
                penalty,
                List.copyOf(scaling.constant),
                run.sweeps(),
                run.gap());
    }

    private Quadratic at(double[] beta) {
        if (atNothing instanceof Quadratic.OfResiduals residuals) {
            return residuals.at(centred, beta);
        }
        Quadratic.OfGram here = new Quadratic.OfGram(gram, descentAtNothing.clone());
        for (int j = 0; j < beta.length; j++) {
            if (beta[j] != 0) {
                here.move(j, beta[j]);
            }
        }
        return here;
    }

    /** The variance, or for a constant target what rounding may leave of its squares. */
    private double scale() {
        return Math.max(variance, 1e-20 * (targetMean * targetMean + Double.MIN_NORMAL));
    }
}
