package dev.shopkeeper.recommendation.experiment.statistics;

import org.jspecify.annotations.Nullable;

/**
 * Intervals that hold at all times at once: whoever looks every day, and stops when they like what they see, is wrong as
 * rarely as was promised. They are the asymptotic confidence sequences of Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas
 * 2024 (Time-uniform central limit theory and asymptotic confidence sequences, Annals of Statistics 52; arXiv 2103.06476),
 * theorem 2.2: with a standard error s after t persons, the estimate ± s·sqrt(2·(1 + 1/(tρ²))·log(sqrt(1 + tρ²)/α)). ρ, which says
 * where the interval is tightest, has to be chosen before the first look.
 *
 * <p>It is asymptotic in the persons at the first look. That of a difference takes each person's influence on it as the
 * observation, as section 3 of the paper does for average treatment effects. Immutable.
 */
public final class ConfidenceSequence {

    private final double alpha;
    private final double rhoSquared;

    /**
     * A sequence.
     *
     * @param alpha how often it may ever be wrong, above 0 and below 1
     * @param tightestAt persons in both arms at which it is to be tightest
     */
    public ConfidenceSequence(double alpha, double tightestAt) {
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("alpha is " + alpha + ". Maybe 0.05?");
        }
        if (!(tightestAt >= 1)) {
            throw new IllegalArgumentException("tightestAt is " + tightestAt + ". Maybe 10000?");
        }
        this.alpha = alpha;
        double twice = -2 * Math.log(alpha);
        // The paper's appendix on choosing ρ: close to the exact one, which needs Lambert's W.
        this.rhoSquared = (twice + Math.log(twice + 1)) / tightestAt;
    }

    /** How many standard errors the interval reaches to each side. */
    public double reach(long persons) {
        double scale = persons * rhoSquared;
        return Math.sqrt(2 * (1 + 1 / scale) * (0.5 * Math.log1p(scale) - Math.log(alpha)));
    }

    /**
     * The difference between two arms.
     *
     * @param persons in both
     */
    public Interval difference(Estimate arm, Estimate control, long persons) {
        double middle = arm.value() - control.value();
        double half = reach(persons) * Math.hypot(arm.standardError(), control.standardError());
        return new Interval(middle - half, middle + half);
    }

    /**
     * By what share the arm is above the control, 0.1 for 10 %: all ratios r for which arm − r·control is not excluded (Fieller
     * 1954), less 1. So it excludes 0 when, and only when, the {@link #difference} does.
     *
     * @return null where the control may be zero, so that no ratio is too large
     */
    public @Nullable Interval lift(Estimate arm, Estimate control, long persons) {
        double reach = reach(persons);
        double above = Math.pow(reach * arm.standardError(), 2);
        double below = Math.pow(reach * control.standardError(), 2);
        double a = control.value() * control.value() - below;
        double b = arm.value() * control.value();
        double c = arm.value() * arm.value() - above;
        if (!(a > 0)) {
            return null;
        }
        double root = Math.sqrt(Math.max(0, b * b - a * c));
        return new Interval((b - root) / a - 1, (b + root) / a - 1);
    }
}
