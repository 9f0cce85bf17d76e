package dev.shopkeeper.order.policy;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Days that no rule decides, or that two do.
 *
 * @param index of the rule at fault within the policy; -1 where there is none at all
 * @param earlier id of the rule before the gap or of the first that overlaps; null for nothing
 * @param later id of the rule behind the gap or of the second that overlaps; null for nothing
 * @param fromDay first day at fault
 * @param toDay the day behind the last; null for ever
 * @param cells for whom
 */
public record CoverageFault(
        boolean overlap,
        Outcome outcome,
        int index,
        @Nullable String earlier,
        @Nullable String later,
        long fromDay,
        @Nullable Long toDay,
        List<Cell> cells) {

    private static final int SHOWN_CATEGORIES = 5;

    /**
     * For whom rules are looked at together.
     *
     * @param category null stands for all that no rule of the outcome names
     */
    public record Cell(@Nullable String category, CustomerTier tier) {}

    public CoverageFault {
        cells = List.copyOf(cells);
    }

    /** The field at fault: {@code rules[2].from_day}, or {@code rules} where no rule is there. */
    public String field() {
        return index < 0 ? "rules" : "rules[" + index + "]." + (later == null ? "to_day" : "from_day");
    }

    /** What the field says; null where it says nothing. */
    public @Nullable Long value() {
        if (index < 0) {
            return null;
        }
        return overlap || later == null ? Long.valueOf(fromDay) : toDay;
    }

    /** What is wrong, in a sentence that names both rules, the days, and for whom. */
    public String message() {
        String days = toDay == null ? "day " + fromDay + " for ever" : "days " + fromDay + " to before " + toDay;
        String both = overlap
                ? "rule '" + later + "' overlaps rule '" + earlier + "' on "
                : "there is a gap between " + named(earlier) + " and " + named(later) + " on ";
        return both + days + ", for " + outcome.wireName() + ", " + categories() + ", " + tiers();
    }

    private static String named(@Nullable String ruleId) {
        return ruleId == null ? "nothing" : "rule '" + ruleId + "'";
    }

    private String categories() {
        Set<String> names = new LinkedHashSet<>();
        cells.forEach(cell -> names.add(
                cell.category() == null
                        ? "all other categories"
                        : "category '" + Objects.requireNonNull(cell.category()) + "'"));
        String shown = names.stream().limit(SHOWN_CATEGORIES).collect(Collectors.joining(", "));
        return names.size() > SHOWN_CATEGORIES ? shown + " and " + (names.size() - SHOWN_CATEGORIES) + " more" : shown;
    }

    private String tiers() {
        return cells.stream()
                .map(Cell::tier)
                .distinct()
                .map(CustomerTier::wireName)
                .collect(Collectors.joining(", ", "tier ", ""));
    }
}
