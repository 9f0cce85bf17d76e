package dev.shopkeeper.recommendation.blend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shopkeeper.recommendation.evaluation.RankingCase;
import dev.shopkeeper.recommendation.evaluation.Scorer;
import dev.shopkeeper.recommendation.history.History;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BlendSearchTests {

    private static final int ITEMS = 400;
    private static final int CASES = 300;

    /** The first item of a history is its number, and what is wanted stands behind it in {@link #wanted}. */
    private static final List<RankingCase> TOLD = IntStream.range(0, CASES)
            .mapToObj(number -> RankingCase.ofAny(History.of(number), wanted(number)))
            .toList();

    private static int wanted(int number) {
        return (7 * number + 3) % ITEMS;
    }

    /** Noise, and what is wanted lifted by so much in a share of the cases. */
    private static Scorer scorer(long seed, double share, float lift) {
        return (history, scores) -> {
            int number = history.items()[0];
            SplittableRandom random = new SplittableRandom(1000 * seed + number);
            boolean knows = random.nextDouble() < share;
            for (int item = 0; item < scores.length; item++) {
                scores[item] += (float) random.nextDouble();
            }
            scores[wanted(number)] += knows ? lift : 0;
        };
    }

    private static BlendSearch.Found found(Scorer dear) {
        Map<String, Scorer> models = new TreeMap<>(Map.of("cheap", scorer(1, 0.5, 0.6f), "dear", dear));
        return new BlendSearch("ndcg_at_10", 2).search(ITEMS, TOLD, models, Set.of("dear"));
    }

    @Test
    void givesAShareToWhatIsWorthMoreThanLuck() {
        BlendSearch.Found found = found(scorer(2, 0.6, 1.5f));

        BlendSearch.Worth worth = found.worth().get("dear");
        assertThat(worth).isNotNull();
        assertThat(worth.gain()).isGreaterThan(2 * worth.standardError());
        assertThat(found.blend().shares().get("dear")).isPositive();
        assertThat(found.blend().value())
                .isEqualTo(Objects.requireNonNull(found.without().get("dear")).value() + worth.gain(), within(1e-9));
    }

    @Test
    void givesNoShareToWhatIsWorthLessThanItsStandardError() {
        int looked = 0;
        for (long seed = 10; seed < 40; seed++) {
            BlendSearch.Found found = found(scorer(seed, 0.004, 0.6f));
            BlendSearch.Worth worth = found.worth().get("dear");
            if (worth != null && worth.gain() <= worth.standardError()) {
                looked++;
                assertThat(found.blend().shares().get("dear")).isZero();
                assertThat(found.blend()).isEqualTo(found.without().get("dear"));
            }
        }
        assertThat(looked).as("by luck alone a little is gained in some").isPositive();
    }
}
