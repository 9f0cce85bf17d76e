package dev.shopkeeper.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a decided number.
 *
 * @param kind what it is, in the terms of the decision: {@code popularity}, {@code competitor_price}, {@code rounding}
 * @param subject id of what it speaks of, where it speaks of something
 * @param contribution how much of the number it makes up; may be negative
 * @param unit what the number is counted in: {@code score}, {@code CNY}, {@code units}, {@code metres}
 * @param text a sentence in the shop's terms, in the language asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Reason(String kind, @Nullable String subject, BigDecimal contribution, String unit, String text) {

    public Reason {
        if (kind.isBlank() || unit.isBlank() || text.isBlank()) {
            throw new IllegalArgumentException(
                    "A reason of kind '" + kind + "', unit '" + unit + "' and text '" + text + "' explains nothing.");
        }
    }

    /**
     * Checks that reasons explain a number whole: to the last digit and in one unit. What nobody can name is a reason of
     * its own, not a rest.
     *
     * @throws IllegalArgumentException if they do not
     */
    public static void requireSum(BigDecimal decided, List<Reason> reasons) {
        BigDecimal sum = reasons.stream().map(Reason::contribution).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.compareTo(decided) != 0) {
            throw new IllegalArgumentException("The reasons add up to " + sum.toPlainString() + " and not to "
                    + decided.toPlainString() + ": " + reasons
                    + ". Maybe round each before adding, and decide by the sum?");
        }
        if (reasons.stream().map(Reason::unit).distinct().count() > 1) {
            throw new IllegalArgumentException("The reasons are counted in several units: " + reasons);
        }
    }
}
