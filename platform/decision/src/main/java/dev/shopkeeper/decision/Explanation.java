package dev.shopkeeper.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why it was decided so.
 *
 * @param summary a sentence or two for people, in the language asked for
 * @param total the number that the reasons explain: a score, a price, a quantity; absent where none was decided
 * @param reasons what adds up to {@code total}, the weightiest first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Explanation(String summary, @Nullable BigDecimal total, List<Reason> reasons) {

    /** @throws IllegalArgumentException if the contributions do not add up to the total */
    public Explanation {
        if (summary.isBlank()) {
            throw new IllegalArgumentException("An explanation has no summary.");
        }
        reasons = List.copyOf(reasons);
        if (total != null) {
            Reason.requireSum(total, reasons);
        } else if (!reasons.isEmpty()) {
            throw new IllegalArgumentException("Reasons explain a number that is not there: " + reasons);
        }
    }

    /** Of a decision that is no number, or whose parts carry their own reasons. */
    public static Explanation of(String summary) {
        return new Explanation(summary, null, List.of());
    }

    /** Of a number and what it is made of. */
    public static Explanation of(String summary, BigDecimal total, List<Reason> reasons) {
        return new Explanation(summary, total, reasons);
    }
}
