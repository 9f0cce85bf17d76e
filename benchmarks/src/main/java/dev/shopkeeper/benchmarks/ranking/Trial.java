package dev.shopkeeper.benchmarks.ranking;

import dev.shopkeeper.recommendation.evaluation.RankingCase;
import dev.shopkeeper.recommendation.history.Histories;
import dev.shopkeeper.recommendation.selection.Traits;
import java.util.List;

/**
 * One protocol on one set.
 *
 * @param past what options are searched on
 * @param validation what came after it, nothing of the test among it
 * @param all what the final model is trained on: the past and the validation
 * @param test looked at once
 * @param figures printed, by the names of the product's evaluation
 */
record Trial(
        String name,
        Histories past,
        List<RankingCase> validation,
        Histories all,
        List<RankingCase> test,
        Traits traits,
        List<String> figures) {

    /** The validation in the place of the test: learned from the past alone. */
    Trial validated() {
        return new Trial(name, past, validation, past, validation, traits, figures);
    }
}
