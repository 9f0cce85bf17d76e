package dev.shopkeeper.recommendation.experiment;

import dev.shopkeeper.recommendation.experiment.statistics.Analysis;
import dev.shopkeeper.recommendation.experiment.statistics.ArmTally;
import dev.shopkeeper.recommendation.experiment.statistics.Comparison;
import dev.shopkeeper.recommendation.experiment.statistics.Estimate;
import dev.shopkeeper.recommendation.experiment.statistics.Interval;
import dev.shopkeeper.recommendation.experiment.statistics.Metric;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An experiment with what it says so far.
 *
 * @param verdict in words
 * @param winner the arm that may be rolled out, by the figures; null while there is none
 * @param trusted false where persons are not spread over the arms by their shares
 * @param observation how long each person is observed; what they do later does not count
 * @param personsWaiting persons whose observation is not over, and who do not count yet
 * @param currency of revenue; purchases in others count as conversions and add no revenue
 */
record ExperimentReport(
        ExperimentView experiment,
        String verdict,
        @Nullable String winner,
        boolean trusted,
        Ratio sampleRatio,
        Duration observation,
        long personsWaiting,
        @Nullable String currency,
        List<ArmFigures> arms,
        List<Compared> comparisons) {

    private static final double CONFIDENCE = 0.95;

    /** How the persons are spread: Pearson's chi-square against the shares. */
    record Ratio(double chiSquare, double p) {}

    /**
     * The figures of an arm.
     *
     * @param conversions purchases credited to what was shown; {@code conversion} is the share of persons with one or more
     */
    record ArmFigures(
            String arm,
            long persons,
            long impressions,
            long clicks,
            long conversions,
            double revenue,
            @Nullable Figure clickThrough,
            @Nullable Figure conversion,
            @Nullable Figure revenuePerPerson) {}

    /**
     * A figure over persons.
     *
     * @param standardError by the delta method for click-through; null of one person
     */
    record Figure(double value, @Nullable Double standardError) {

        static @Nullable Figure of(Estimate estimate) {
            if (!Double.isFinite(estimate.value())) {
                return null;
            }
            return new Figure(estimate.value(), estimate.known() ? estimate.standardError() : null);
        }
    }

    /**
     * An arm beside the control. The intervals may be looked at as often as one likes: all looks together are wrong in one
     * experiment out of twenty at most.
     *
     * @param difference of the figures; null where there are too few persons
     * @param lift the same as a share of the control's figure
     */
    record Compared(
            String arm,
            String metric,
            Comparison.Finding finding,
            double confidence,
            @Nullable Range difference,
            @Nullable Range lift) {}

    /** From and to, both included. */
    record Range(double from, double to) {

        static @Nullable Range of(@Nullable Interval interval) {
            return interval == null ? null : new Range(interval.lower(), interval.upper());
        }
    }

    static ExperimentReport of(
            Experiment experiment, ExperimentView view, ExperimentFigures.Read read, Duration observation) {
        Analysis analysis = Analysis.of(read.arms(), experiment.metric(), 1 - CONFIDENCE, experiment.plannedPersons());
        return new ExperimentReport(
                view,
                analysis.verdict(),
                analysis.winner(),
                !analysis.sampleRatio().mismatch(),
                new Ratio(
                        analysis.sampleRatio().chiSquare(),
                        analysis.sampleRatio().p()),
                observation,
                read.waiting(),
                read.currency(),
                read.arms().stream().map(ExperimentReport::figures).toList(),
                analysis.comparisons().stream()
                        .map(each -> new Compared(
                                each.arm(),
                                each.metric().wireName(),
                                each.finding(),
                                CONFIDENCE,
                                Range.of(each.difference()),
                                Range.of(each.lift())))
                        .toList());
    }

    private static ArmFigures figures(ArmTally arm) {
        return new ArmFigures(
                arm.name(),
                arm.persons(),
                arm.impressions(),
                arm.clicks(),
                arm.conversions(),
                arm.revenue(),
                Figure.of(arm.estimate(Metric.CLICK_THROUGH)),
                Figure.of(arm.estimate(Metric.CONVERSION)),
                Figure.of(arm.estimate(Metric.REVENUE)));
    }
}
