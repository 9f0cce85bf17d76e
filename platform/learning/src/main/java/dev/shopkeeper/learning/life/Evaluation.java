package dev.shopkeeper.learning.life;

import dev.shopkeeper.learning.Gate.Incumbent;
import dev.shopkeeper.learning.Gate.Verdict;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How good a candidate is.
 *
 * @param metrics of the candidate, on the hold-out
 * @param baseline metrics of the baseline, on the same hold-out
 * @param champion what serves, or null while the fallback does
 */
record Evaluation(
        Map<String, Double> metrics,
        Map<String, Double> baseline,
        @Nullable Incumbent champion,
        Verdict verdict) {}
