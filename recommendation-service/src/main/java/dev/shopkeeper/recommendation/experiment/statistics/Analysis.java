package dev.shopkeeper.recommendation.experiment.statistics;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an experiment says at one look.
 *
 * @param comparisons every arm but the control with the control, in every metric
 * @param winner the arm that is better than the control in the metric decided by, the best by its figure where there are
 *     several; null where there is none or the shares are wrong
 * @param verdict the same in words
 */
public record Analysis(
        Metric metric,
        SampleRatio sampleRatio,
        List<Comparison> comparisons,
        @Nullable String winner,
        String verdict) {

    /** Fewer persons in an arm are not compared: what holds of many does not hold of them. */
    public static final int LEAST_PERSONS = 100;

    /** Nor is an arm in which, if all were alike, fewer persons than that would have clicked or bought. */
    public static final int LEAST_ACTIVE = 10;

    public Analysis {
        comparisons = List.copyOf(comparisons);
    }

    /**
     * Compares.
     *
     * @param arms two or more, the control first
     * @param metric what the verdict is about; the others are shown beside it
     * @param alpha how often the verdict may ever be wrong where all arms are alike; divided among the arms (Bonferroni)
     * @param tightestAt see {@link ConfidenceSequence}
     */
    public static Analysis of(List<ArmTally> arms, Metric metric, double alpha, double tightestAt) {
        requireArms(arms);
        ConfidenceSequence sequence = new ConfidenceSequence(alpha / (arms.size() - 1), tightestAt);
        SampleRatio ratio = SampleRatio.of(arms);
        ArmTally control = arms.getFirst();
        List<Comparison> comparisons = new ArrayList<>();
        for (ArmTally arm : arms.subList(1, arms.size())) {
            for (Metric each : Metric.values()) {
                comparisons.add(compare(arm, control, each, sequence));
            }
        }
        String winner = ratio.mismatch() ? null : winner(arms, comparisons, metric);
        return new Analysis(metric, ratio, comparisons, winner, verdict(ratio, comparisons, metric, control, winner));
    }

    private static void requireArms(List<ArmTally> arms) {
        Set<String> names = new HashSet<>();
        arms.forEach(arm -> names.add(arm.name()));
        double sum = arms.stream().mapToDouble(ArmTally::share).sum();
        if (arms.size() < 2 || names.size() < arms.size() || Math.abs(sum - 1) > 1e-6) {
            throw new IllegalArgumentException("Arms are "
                    + arms.stream().map(arm -> arm.name() + "=" + arm.share()).toList()
                    + ". Maybe two or more of different names whose shares add up to 1?");
        }
    }

    private static Comparison compare(ArmTally arm, ArmTally control, Metric metric, ConfidenceSequence sequence) {
        Estimate one = arm.besides(control, metric);
        Estimate other = control.besides(arm, metric);
        long persons = arm.persons() + control.persons();
        long fewer = Math.min(arm.persons(), control.persons());
        // By the rate of both together: so an arm in which nobody clicks any more is compared too.
        double expected = persons == 0 ? 0 : (double) fewer * (arm.active(metric) + control.active(metric)) / persons;
        if (fewer < LEAST_PERSONS || expected < LEAST_ACTIVE || !one.known() || !other.known()) {
            return new Comparison(arm.name(), metric, Comparison.Finding.TOO_FEW, null, null);
        }
        Interval difference = sequence.difference(one, other, persons);
        Comparison.Finding finding = difference.lower() > 0
                ? Comparison.Finding.BETTER
                : difference.upper() < 0 ? Comparison.Finding.WORSE : Comparison.Finding.NO_DIFFERENCE_SEEN;
        return new Comparison(arm.name(), metric, finding, difference, sequence.lift(one, other, persons));
    }

    private static @Nullable String winner(List<ArmTally> arms, List<Comparison> comparisons, Metric metric) {
        Set<String> better = comparisons.stream()
                .filter(each -> each.metric() == metric && each.finding() == Comparison.Finding.BETTER)
                .map(Comparison::arm)
                .collect(Collectors.toSet());
        String winner = null;
        double most = Double.NEGATIVE_INFINITY;
        for (ArmTally arm : arms) {
            double value = arm.estimate(metric).value();
            if (better.contains(arm.name()) && value > most) {
                winner = arm.name();
                most = value;
            }
        }
        return winner;
    }

    private static String verdict(
            SampleRatio ratio, List<Comparison> comparisons, Metric metric, ArmTally control, @Nullable String winner) {
        if (ratio.mismatch()) {
            return String.format(
                    Locale.ROOT,
                    "Do not trust these figures: persons are not spread over the arms by their shares (p = %.2g)."
                            + " Maybe one arm answers late, or fails to report what it shows?",
                    ratio.p());
        }
        String each = comparisons.stream()
                .filter(comparison -> comparison.metric() == metric)
                .map(comparison -> sentence(comparison, control.name()))
                .collect(Collectors.joining(" "));
        return winner == null ? each : each + " Arm '" + winner + "' can be rolled out.";
    }

    private static String sentence(Comparison comparison, String control) {
        String arm = "Arm '" + comparison.arm() + "'";
        return switch (comparison.finding()) {
            case TOO_FEW -> arm + " has too few persons, clicks or purchases to be compared with '" + control + "'.";
            case NO_DIFFERENCE_SEEN ->
                "No difference in " + words(comparison.metric()) + " is seen between arm '" + comparison.arm()
                        + "' and '" + control + "'" + range(comparison.lift()) + ".";
            case BETTER ->
                arm + " is better than '" + control + "' in " + words(comparison.metric()) + range(comparison.lift())
                        + ".";
            case WORSE ->
                arm + " is worse than '" + control + "' in " + words(comparison.metric()) + range(comparison.lift())
                        + ".";
        };
    }

    private static String words(Metric metric) {
        return switch (metric) {
            case CLICK_THROUGH -> "click-through";
            case CONVERSION -> "conversion";
            case REVENUE -> "revenue per person";
        };
    }

    private static String range(@Nullable Interval lift) {
        return lift == null
                ? ""
                : String.format(Locale.ROOT, " (%+.1f %% to %+.1f %%)", 100 * lift.lower(), 100 * lift.upper());
    }
}
