package dev.shopkeeper.recommendation.linear;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.recommendation.evaluation.RankingCase;
import dev.shopkeeper.recommendation.history.Attributes;
import dev.shopkeeper.recommendation.history.Histories;
import dev.shopkeeper.recommendation.history.History;
import dev.shopkeeper.recommendation.search.CoordinateSearch;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SequentialTrainerTests {

    private static final int ITEMS = 30;

    /** What comes next follows from the item before and, as often, from what somebody began with long ago. */
    private static History history(SplittableRandom random) {
        int[] items = new int[24];
        items[0] = random.nextInt(ITEMS);
        for (int at = 1; at < items.length; at++) {
            items[at] = random.nextBoolean() ? (items[at - 1] + 1) % ITEMS : (items[0] + 7) % ITEMS;
        }
        return History.of(items);
    }

    @Test
    void triesASecondScaleWhateverTheFirstIs() {
        SplittableRandom random = new SplittableRandom(3);
        List<History> all =
                IntStream.range(0, 300).mapToObj(person -> history(random)).toList();
        List<RankingCase> cases = all.stream()
                .map(one -> RankingCase.ofAny(one.first(one.size() - 1), one.items()[one.size() - 1]))
                .toList();
        Histories past = new Histories(
                ITEMS, all.stream().map(one -> one.first(one.size() - 1)).toList(), Attributes.none(ITEMS));

        CoordinateSearch.Found<SequentialOptions> found =
                new SequentialTrainer(1, 30, true).search(past, cases, 16, "mrr_at_10", done -> {});

        assertThat(found.trials())
                .anyMatch(trial -> trial.options().scales().size() == 2)
                .anyMatch(trial -> trial.options().scales().size() == 1);
        assertThat(found.value())
                .isEqualTo(found.trials().stream()
                        .mapToDouble(CoordinateSearch.Trial::value)
                        .max()
                        .orElse(0));
    }
}
