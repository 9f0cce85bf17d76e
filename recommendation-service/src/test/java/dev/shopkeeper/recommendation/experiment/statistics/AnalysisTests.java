package dev.shopkeeper.recommendation.experiment.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AnalysisTests {

    private static ArmTally arm(String name, Person... persons) {
        ArmTally arm = new ArmTally(name, 0.5);
        for (Person person : persons) {
            arm.add(person);
        }
        return arm;
    }

    private static Analysis analyse(ArmTally... arms) {
        return Analysis.of(List.of(arms), Metric.CLICK_THROUGH, 0.05, 10_000);
    }

    @Test
    void estimatesAsTheDeltaMethodDoesByHand() {
        // given impressions 2, 4, 6 and clicks 1, 1, 4: means 4 and 2, variances 4 and 3, covariance 3, ratio 1/2
        ArmTally arm = arm("a", new Person(2, 1, 0, 0), new Person(4, 1, 1, 12), new Person(6, 4, 2, 30));

        // when
        Estimate clickThrough = arm.estimate(Metric.CLICK_THROUGH);
        Estimate conversion = arm.estimate(Metric.CONVERSION);
        Estimate revenue = arm.estimate(Metric.REVENUE);

        // then (3 − 2·½·3 + ¼·4) / (3·4²) = 1/48
        assertThat(clickThrough.value()).isEqualTo(0.5);
        assertThat(clickThrough.standardError()).isCloseTo(Math.sqrt(1.0 / 48), within(1e-15));
        // two of three, variance 1/3
        assertThat(conversion.value()).isCloseTo(2.0 / 3, within(1e-15));
        assertThat(conversion.standardError()).isCloseTo(1.0 / 3, within(1e-15));
        // 0, 12, 30: mean 14, variance 228
        assertThat(revenue.value()).isCloseTo(14, within(1e-12));
        assertThat(revenue.standardError()).isCloseTo(Math.sqrt(228.0 / 3), within(1e-12));
        assertThat(List.of(arm.persons(), arm.impressions(), arm.clicks(), arm.conversions()))
                .containsExactly(3L, 12L, 6L, 3L);
        assertThat(arm.revenue()).isEqualTo(42);
    }

    @Test
    void addsPersonsTogetherAsOneByOne() {
        SplittableRandom random = new SplittableRandom(3);
        ArmTally together = new ArmTally("a", 0.5);
        ArmTally single = new ArmTally("a", 0.5);
        for (int i = 0; i < 200; i++) {
            int clicks = random.nextInt(4);
            Person person = new Person(clicks + random.nextInt(9), clicks, random.nextInt(2), random.nextInt(500));
            int times = random.nextInt(5);
            together.add(person, times);
            for (int j = 0; j < times; j++) {
                single.add(person);
            }
        }
        for (Metric metric : Metric.values()) {
            Estimate expected = single.estimate(metric);
            assertThat(together.estimate(metric).value()).isCloseTo(expected.value(), within(1e-12));
            assertThat(together.estimate(metric).standardError())
                    .isCloseTo(expected.standardError(), within(1e-9 * expected.standardError()));
        }
    }

    @Test
    void comparesWithAnErrorNoSmallerThanThatOfBothArmsTogether() {
        // given an arm without a large sale, a control with some, and all of them in one
        SplittableRandom random = new SplittableRandom(8);
        ArmTally poor = new ArmTally("poor", 0.5);
        ArmTally rich = new ArmTally("rich", 0.5);
        ArmTally both = new ArmTally("both", 0.5);
        for (int i = 0; i < 1000; i++) {
            int clicks = random.nextInt(3);
            boolean second = random.nextBoolean();
            double revenue = second && random.nextInt(50) == 0 ? 900 : random.nextInt(3);
            Person person = new Person(clicks + random.nextInt(20), clicks, 1, revenue);
            (second ? rich : poor).add(person);
            both.add(person);
        }

        // then
        for (Metric metric : List.of(Metric.CLICK_THROUGH, Metric.REVENUE)) {
            double ofBoth = both.estimate(metric).standardError() * Math.sqrt((double) both.persons() / poor.persons());
            double own = poor.estimate(metric).standardError();
            assertThat(poor.besides(rich, metric).standardError())
                    .isCloseTo(Math.max(own, ofBoth), within(1e-9 * ofBoth));
            assertThat(poor.besides(rich, metric).value())
                    .isEqualTo(poor.estimate(metric).value());
        }
        assertThat(poor.besides(rich, Metric.REVENUE).standardError())
                .isGreaterThan(3 * poor.estimate(Metric.REVENUE).standardError());
        assertThat(rich.besides(poor, Metric.REVENUE)).isEqualTo(rich.estimate(Metric.REVENUE));
        assertThat(arm("a").besides(arm("b"), Metric.REVENUE)).isEqualTo(Estimate.NONE);
    }

    @Test
    void knowsNoErrorOfOnePersonAndNothingOfNobody() {
        assertThat(arm("a", new Person(4, 1, 0, 0)).estimate(Metric.CLICK_THROUGH))
                .isEqualTo(new Estimate(0.25, Double.POSITIVE_INFINITY));
        assertThat(arm("a").estimate(Metric.REVENUE)).isEqualTo(Estimate.NONE);
        Analysis analysis = analyse(arm("control", new Person(4, 1, 0, 0)), arm("new"));
        assertThat(analysis.comparisons())
                .hasSize(3)
                .allMatch(each -> each.finding() == Comparison.Finding.TOO_FEW)
                .allMatch(each -> each.difference() == null && each.lift() == null);
        assertThat(analysis.verdict()).contains("'new' has too few persons");
    }

    @Test
    void isNotSureOfNothingWhereNobodyClicked() {
        Analysis analysis = analyse(
                new ArmTally("control", 0.5).add(new Person(10, 0, 0, 0), 5000),
                new ArmTally("new", 0.5).add(new Person(10, 0, 0, 0), 5000));
        assertThat(analysis.comparisons()).allMatch(each -> each.finding() == Comparison.Finding.TOO_FEW);
        assertThat(analysis.winner()).isNull();
    }

    @Test
    void seesThatNobodyClicksAnyMore() {
        Analysis analysis = analyse(
                new ArmTally("control", 0.5).add(new Person(10, 1, 0, 0), 500).add(new Person(10, 0, 0, 0), 4500),
                new ArmTally("new", 0.5).add(new Person(10, 0, 0, 0), 5000));
        assertThat(analysis.comparisons().getFirst().finding()).isEqualTo(Comparison.Finding.WORSE);
        assertThat(analysis.comparisons().getFirst().lift()).isNotNull();
    }

    @Test
    void saysNotToTrustFiguresOfArmsThatAreSpreadWrongly() {
        // given 5200 and 4800 of 5000 each: chi-square 16, p 6.3e-5
        ArmTally control = new ArmTally("control", 0.5).add(new Person(10, 1, 0, 0), 5200);
        ArmTally better = new ArmTally("new", 0.5).add(new Person(10, 5, 0, 0), 4800);

        // when
        Analysis analysis = analyse(control, better);

        // then
        assertThat(analysis.sampleRatio().chiSquare()).isCloseTo(16, within(1e-9));
        assertThat(analysis.sampleRatio().p()).isCloseTo(6.334e-5, within(1e-8));
        assertThat(analysis.sampleRatio().mismatch()).isTrue();
        assertThat(analysis.winner()).isNull();
        assertThat(analysis.verdict()).startsWith("Do not trust these figures").contains("p = 6.3e-05");
    }

    @Test
    void checksSharesThatAreNotEqual() {
        // given 100, 210, 690 of 100, 200, 700: chi-square 0.5 + 1/7, two degrees of freedom, p = exp(−chi-square / 2)
        SampleRatio ratio = SampleRatio.of(List.of(
                new ArmTally("a", 0.1).add(new Person(1, 0, 0, 0), 100),
                new ArmTally("b", 0.2).add(new Person(1, 0, 0, 0), 210),
                new ArmTally("c", 0.7).add(new Person(1, 0, 0, 0), 690)));
        double expected = 0.5 + 1.0 / 7;
        assertThat(ratio.chiSquare()).isCloseTo(expected, within(1e-12));
        assertThat(ratio.p()).isCloseTo(Math.exp(-expected / 2), within(1e-12));
        assertThat(ratio.mismatch()).isFalse();
        assertThat(SampleRatio.of(List.of(arm("a"), arm("b")))).isEqualTo(new SampleRatio(0, 1));
    }

    @Test
    void reachesAsFarAsTheFormulaOfThePaper() {
        // by hand for alpha 0.05 at the size it is tightest at: tρ² = 5.99146 + log 6.99146 = 7.93618
        ConfidenceSequence sequence = new ConfidenceSequence(0.05, 10_000);
        double scale = 5.991464547107982 + Math.log(6.991464547107982);
        assertThat(sequence.reach(10_000))
                .isCloseTo(Math.sqrt(2 * (scale + 1) / scale * Math.log(Math.sqrt(scale + 1) / 0.05)), within(1e-12))
                .isCloseTo(3.0352, within(1e-4));
        // farther at every other size
        for (long persons : new long[] {100, 1000, 5000, 20_000, 100_000, 10_000_000}) {
            assertThat(sequence.reach(persons)).isGreaterThan(sequence.reach(10_000));
        }
    }

    @Test
    void excludesNoLiftWhenAndOnlyWhenItExcludesNoDifference() {
        SplittableRandom random = new SplittableRandom(5);
        ConfidenceSequence sequence = new ConfidenceSequence(0.05, 1000);
        int excluded = 0;
        for (int i = 0; i < 2000; i++) {
            Estimate control = new Estimate(0.05 + random.nextDouble(), 0.001 + 0.1 * random.nextDouble());
            Estimate arm = new Estimate(0.05 + random.nextDouble(), 0.001 + 0.1 * random.nextDouble());
            Interval difference = sequence.difference(arm, control, 1000);
            Interval lift = sequence.lift(arm, control, 1000);
            if (lift != null) {
                assertThat(lift.contains(0)).as("%s to %s", arm, control).isEqualTo(difference.contains(0));
                assertThat(lift.contains(arm.value() / control.value() - 1)).isTrue();
                excluded += lift.contains(0) ? 0 : 1;
            }
        }
        assertThat(excluded).isGreaterThan(200);
        assertThat(sequence.lift(new Estimate(1, 0.1), new Estimate(0.1, 0.2), 1000))
                .isNull();
    }

    @Test
    void namesTheBestOfThoseThatAreBetter() {
        List<ArmTally> arms = new ArrayList<>();
        double[] rates = {0.10, 0.20, 0.30, 0.05};
        for (int i = 0; i < rates.length; i++) {
            ArmTally arm = new ArmTally("arm-" + i, 0.25);
            long clickers = Math.round(rates[i] * 5000);
            arm.add(new Person(1, 1, 0, 0), clickers).add(new Person(1, 0, 0, 0), 5000 - clickers);
            arms.add(arm);
        }
        Analysis analysis = Analysis.of(arms, Metric.CLICK_THROUGH, 0.05, 10_000);
        assertThat(analysis.winner()).isEqualTo("arm-2");
        assertThat(analysis.verdict())
                .contains("Arm 'arm-1' is better than 'arm-0' in click-through (+")
                .contains("Arm 'arm-3' is worse than 'arm-0' in click-through (-")
                .endsWith("Arm 'arm-2' can be rolled out.");
    }

    @Test
    void refusesArmsThatAreNone() {
        assertThatThrownBy(() -> analyse(arm("a")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a=0.5");
        assertThatThrownBy(() -> analyse(arm("a"), arm("a"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ArmTally("a", 1)).hasMessageContaining("share of 1.0");
        assertThatThrownBy(() -> new Person(1, 2, 0, 0)).hasMessageContaining("clicks=2");
        assertThatThrownBy(() -> new ConfidenceSequence(0, 10)).hasMessageContaining("alpha is 0.0");
        assertThatThrownBy(() -> new ConfidenceSequence(0.05, 0)).hasMessageContaining("tightestAt is 0.0");
        assertThatThrownBy(() -> Metric.of("profit")).hasMessageContaining("profit");
    }
}
