package dev.shopkeeper.recommendation.experiment.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Experiments made up from a seed and looked at every hundred persons. */
class WatchedExperimentsTests {

    private static final int EXPERIMENTS = 1000;
    private static final int PERSONS = 10_000;
    private static final int EVERY = 100;

    /** What excluded zero at any look. */
    private record Alarms(boolean sequence, boolean fixed, boolean byImpression) {}

    private record Counts(int sequence, int fixed, int byImpression) {}

    /** A person who sees 1 to 40 items and clicks with a rate of their own: impressions of one person are no coin tosses. */
    private static Person person(SplittableRandom random, double lift) {
        int impressions = 1 + (int) (40 * Math.pow(random.nextDouble(), 3));
        double rate = 0.2 * Math.pow(random.nextDouble(), 2) * (1 + lift);
        int clicks = 0;
        for (int i = 0; i < impressions; i++) {
            clicks += random.nextDouble() < rate ? 1 : 0;
        }
        boolean buys = random.nextDouble() < 0.05 * (1 + lift);
        double revenue = buys ? 20 * Math.exp(random.nextGaussian()) : 0;
        return new Person(impressions, clicks, buys ? 1 : 0, revenue);
    }

    private static Alarms watch(long seed, Metric metric, double lift, double share) {
        SplittableRandom random = new SplittableRandom(seed);
        ArmTally control = new ArmTally("control", 1 - share);
        ArmTally arm = new ArmTally("new", share);
        boolean sequence = false;
        boolean fixed = false;
        boolean byImpression = false;
        for (int persons = 1; persons <= PERSONS; persons++) {
            if (random.nextDouble() < share) {
                arm.add(person(random, lift));
            } else {
                control.add(person(random, 0));
            }
            if (persons % EVERY == 0) {
                Comparison look = look(control, arm, metric);
                sequence |= look.difference() != null && !look.difference().contains(0);
                fixed |= off(arm.estimate(metric), control.estimate(metric)) > 1.96;
                byImpression |= persons == PERSONS && off(binomial(arm), binomial(control)) > 1.96;
            }
        }
        return new Alarms(sequence, fixed, byImpression);
    }

    private static Comparison look(ArmTally control, ArmTally arm, Metric metric) {
        return Analysis.of(List.of(control, arm), metric, 0.05, PERSONS).comparisons().stream()
                .filter(each -> each.metric() == metric)
                .findFirst()
                .orElseThrow();
    }

    private static double off(Estimate one, Estimate other) {
        return Math.abs(one.value() - other.value()) / Math.hypot(one.standardError(), other.standardError());
    }

    /** As if every impression were a unit. */
    private static Estimate binomial(ArmTally arm) {
        double rate = (double) arm.clicks() / arm.impressions();
        return new Estimate(rate, Math.sqrt(rate * (1 - rate) / arm.impressions()));
    }

    private static Counts watchAll(Metric metric, double lift, double share, int experiments) {
        int sequence = 0;
        int fixed = 0;
        int byImpression = 0;
        for (int seed = 0; seed < experiments; seed++) {
            Alarms alarms = watch(seed, metric, lift, share);
            sequence += alarms.sequence() ? 1 : 0;
            fixed += alarms.fixed() ? 1 : 0;
            byImpression += alarms.byImpression() ? 1 : 0;
        }
        return new Counts(sequence, fixed, byImpression);
    }

    @ParameterizedTest
    @EnumSource
    void atMostFiveInAHundredExperimentsOfEqualArmsEverExcludeZero(Metric metric) {
        Counts counts = watchAll(metric, 0, 0.5, EXPERIMENTS);
        assertThat(counts.sequence()).as("%s", counts).isLessThanOrEqualTo(EXPERIMENTS / 20);
        // An interval for one look, looked at a hundred times, fails the same test by far.
        assertThat(counts.fixed()).as("%s", counts).isGreaterThan(EXPERIMENTS / 4);
    }

    @ParameterizedTest
    @EnumSource
    void norDoTheyWhereOneArmIsSmall(Metric metric) {
        Counts counts = watchAll(metric, 0, 0.1, EXPERIMENTS);
        assertThat(counts.sequence()).as("%s", counts).isLessThanOrEqualTo(EXPERIMENTS / 20);
    }

    @Test
    void theImpressionIsNotTheUnit() {
        Counts counts = watchAll(Metric.CLICK_THROUGH, 0, 0.5, EXPERIMENTS);
        // At one look, where 5 in a hundred are promised.
        assertThat(counts.byImpression()).as("%s", counts).isGreaterThan(EXPERIMENTS / 10);
    }

    @Test
    void findsAFifthMoreClicks() {
        assertThat(watchAll(Metric.CLICK_THROUGH, 0.2, 0.5, 100).sequence()).isGreaterThanOrEqualTo(95);
    }
}
