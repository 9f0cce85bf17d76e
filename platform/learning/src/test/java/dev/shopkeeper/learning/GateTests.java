package dev.shopkeeper.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GateTests {

    private static final Gate GATE = new Gate("ndcg", true, 0.05);

    @Test
    void letsPassWhatBeatsTheBaselineByTheMargin() {
        assertThat(GATE.judge(Map.of("ndcg", 0.22), Map.of("ndcg", 0.2)).passed())
                .isTrue();
    }

    @Test
    void rejectsWhatIsBetterByLessThanTheMarginAndNamesBothMetrics() {
        Gate.Verdict verdict = GATE.judge(Map.of("ndcg", 0.205), Map.of("ndcg", 0.2));

        assertThat(verdict.passed()).isFalse();
        assertThat(verdict.reason()).contains("0.205", "0.200", "0.210", "rejected");
    }

    @Test
    void rejectsWhatIsNoBetterThanABaselineOfNothing() {
        assertThat(GATE.judge(Map.of("ndcg", 0.0), Map.of("ndcg", 0.0)).passed())
                .isFalse();
        assertThat(GATE.judge(Map.of("ndcg", Double.NaN), Map.of("ndcg", 0.0)).passed())
                .isFalse();
    }

    @Test
    void wantsLessOfAnError() {
        Gate error = new Gate("mae", false, 0.1);

        assertThat(error.judge(Map.of("mae", 8.9), Map.of("mae", 10.0)).passed())
                .isTrue();
        assertThat(error.judge(Map.of("mae", 9.1), Map.of("mae", 10.0)).passed())
                .isFalse();
    }

    @Test
    void refusesMetricsWithoutTheOneThatDecides() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GATE.judge(Map.of("recall", 1.0), Map.of("ndcg", 1.0)))
                .withMessageContaining("candidate");
    }

    @Test
    void mergesOptionsAndNamesTheOneThatIsWrong() {
        Options options = Options.defaults(Map.of("depth", "3", "rate", "0.5"));

        assertThat(options.with(Map.of("depth", "4")).integer("depth", 1, 9)).isEqualTo(4);
        assertThat(options.decimal("rate", 0, 1)).isEqualTo(0.5);
        assertThatThrownBy(() -> options.with(Map.of("dept", "4"))).hasMessageContaining("dept");
        assertThatThrownBy(() -> options.with(Map.of("depth", "many")).integer("depth", 1, 9))
                .hasMessageContaining("whole number from 1 to 9");
    }

    @Test
    void hashesTheSameValuesAlikeAndSequencesApart() {
        assertThat(new Hashes().add("ab").add("c").hex())
                .isEqualTo(new Hashes().add("ab").add("c").hex())
                .isNotEqualTo(new Hashes().add("a").add("bc").hex());
    }

    @Test
    void rejectsWhatBeatsTheBaselineButIsWorseThanTheChampion() {
        Gate.Verdict verdict = GATE.judge(
                Map.of("ndcg", 0.3),
                Map.of("ndcg", 0.2),
                new Gate.Incumbent("v7", Map.of("ndcg", 0.31), Gate.Provenance.EVALUATED_AGAIN));

        assertThat(verdict.passed()).isFalse();
        assertThat(verdict.reason()).contains("v7", "0.310", "same hold-out", "rejected");
    }

    @Test
    void letsPassWhatIsAsGoodAsTheChampion() {
        assertThat(GATE.judge(
                                Map.of("ndcg", 0.3),
                                Map.of("ndcg", 0.2),
                                new Gate.Incumbent("v7", Map.of("ndcg", 0.3), Gate.Provenance.RECORDED_SAME_DATA))
                        .passed())
                .isTrue();
    }

    @Test
    void rejectsWhatIsWorseThanTheChampionOnTheSameData() {
        Gate.Verdict verdict = GATE.judge(
                Map.of("ndcg", 0.3),
                Map.of("ndcg", 0.2),
                new Gate.Incumbent("v7", Map.of("ndcg", 0.31), Gate.Provenance.RECORDED_SAME_DATA));

        assertThat(verdict.passed()).isFalse();
        assertThat(verdict.reason()).contains("of the champion v7 it is 0.310000", "the same data", "rejected");
    }

    @ParameterizedTest
    @EnumSource(names = {"RECORDED_HAS_SEEN", "RECORDED_UNREADABLE"})
    void comparesNothingWithAMetricOfAnotherHoldOutAndSaysSo(Gate.Provenance elsewhere) {
        Gate.Incumbent champion = new Gate.Incumbent("v7", Map.of("ndcg", 0.9), elsewhere);

        Gate.Verdict better = GATE.judge(Map.of("ndcg", 0.3), Map.of("ndcg", 0.2), champion);
        Gate.Verdict noBetter = GATE.judge(Map.of("ndcg", 0.205), Map.of("ndcg", 0.2), champion);

        assertThat(better.passed()).isTrue();
        assertThat(better.reason())
                .contains("the champion v7 is not compared, since it", "hold-out")
                .doesNotContain("0.9");
        assertThat(noBetter.passed()).as("the baseline still decides").isFalse();
    }

    @Test
    void doesNotLetPassWhatEqualsTheChampionButNotTheMarginOverTheBaseline() {
        assertThat(GATE.judge(
                                Map.of("ndcg", 0.205),
                                Map.of("ndcg", 0.2),
                                new Gate.Incumbent("v7", Map.of("ndcg", 0.1), Gate.Provenance.EVALUATED_AGAIN))
                        .passed())
                .isFalse();
    }

    @Test
    void comparesErrorsTheOtherWayRound() {
        Gate errors = new Gate("mae", false, 0.05);
        Gate.Incumbent champion = new Gate.Incumbent("v7", Map.of("mae", 1.0), Gate.Provenance.EVALUATED_AGAIN);

        assertThat(errors.judge(Map.of("mae", 1.1), Map.of("mae", 2.0), champion)
                        .passed())
                .isFalse();
        assertThat(errors.judge(Map.of("mae", 0.9), Map.of("mae", 2.0), champion)
                        .passed())
                .isTrue();
    }

    @Test
    void passesOverAChampionWithoutTheMetricAndSaysSo() {
        Gate.Verdict verdict = GATE.judge(
                Map.of("ndcg", 0.3),
                Map.of("ndcg", 0.2),
                new Gate.Incumbent("v7", Map.of("recall", 0.9), Gate.Provenance.EVALUATED_AGAIN));

        assertThat(verdict.passed()).isTrue();
        assertThat(verdict.reason()).contains("v7 has no such metric");
    }
}
