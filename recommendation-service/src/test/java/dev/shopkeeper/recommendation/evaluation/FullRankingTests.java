package dev.shopkeeper.recommendation.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.shopkeeper.recommendation.history.History;
import java.util.List;
import org.junit.jupiter.api.Test;

class FullRankingTests {

    private static final Scorer FALLING = (history, scores) -> {
        for (int item = 0; item < scores.length; item++) {
            scores[item] += scores.length - item;
        }
    };

    @Test
    void ranksAmongAllItemsButThoseHidden() {
        // Items 0 and 1 are hidden, so item 3 is second and item 5 fourth of what is left.
        RankingMetrics metrics = new FullRanking(8, List.of(3, 10))
                .evaluate(List.of(RankingCase.ofNew(History.of(0, 1), 3, 5)), FALLING, 1);

        assertThat(metrics.of("hit_at_3")).isEqualTo(1);
        assertThat(metrics.of("recall_at_3")).isEqualTo(0.5);
        assertThat(metrics.of("recall_at_10")).isEqualTo(1);
        assertThat(metrics.of("precision_at_10")).isEqualTo(0.2);
        assertThat(metrics.of("mrr_at_10")).isEqualTo(0.5);
        double ideal = 1 + 1 / (Math.log(3) / Math.log(2));
        double gain = 1 / (Math.log(3) / Math.log(2)) + 1 / (Math.log(5) / Math.log(2));
        assertThat(metrics.of("ndcg_at_10")).isCloseTo(gain / ideal, within(1e-9));
        assertThat(metrics.of("map_at_10")).isCloseTo((1 / 2.0 + 2 / 4.0) / 2, within(1e-9));
    }

    @Test
    void givesNothingToAModelThatScoresAllAlike() {
        RankingMetrics metrics = new FullRanking(100, List.of(10))
                .evaluate(List.of(RankingCase.ofAny(History.NONE, 4)), (history, scores) -> {}, 1);

        assertThat(metrics.of("hit_at_10")).isZero();
    }

    @Test
    void doesNotFindWhatIsHidden() {
        RankingMetrics metrics =
                new FullRanking(3, List.of(10)).evaluate(List.of(RankingCase.ofNew(History.of(2), 2)), FALLING, 1);

        assertThat(metrics.of("hit_at_10")).isZero();
    }

    @Test
    void namesTheFiguresItHas() {
        RankingMetrics metrics =
                new FullRanking(3, List.of(2)).evaluate(List.of(RankingCase.ofAny(History.NONE, 1)), FALLING, 1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> metrics.of("ndcg_at_5"))
                .withMessageContaining("ndcg_at_5")
                .withMessageContaining("ndcg_at_2");
    }
}
