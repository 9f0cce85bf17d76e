package dev.shopkeeper.order.policy;

import dev.shopkeeper.order.policy.CoverageFault.Cell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which rules are for whom, and whether they decide every day exactly once: for each outcome that any rule names, for each
 * category and tier, from day 0 for ever.
 */
public final class Coverage {

    private Coverage() {}

    /**
     * Gaps and overlaps; empty where there are none. Those of several categories and tiers are one where the same rules make
     * them.
     */
    public static List<CoverageFault> faults(List<Rule> rules) {
        List<CoverageFault> faults = new ArrayList<>();
        for (Outcome outcome : outcomes(rules)) {
            Map<List<Rule>, List<Cell>> alike = new LinkedHashMap<>();
            for (Cell cell : cells(rules, outcome)) {
                alike.computeIfAbsent(applicable(rules, outcome, cell), key -> new ArrayList<>())
                        .add(cell);
            }
            alike.forEach((some, cells) -> walk(rules, outcome, some, cells, faults));
        }
        return faults;
    }

    /** The outcomes that rules name. */
    static Set<Outcome> outcomes(List<Rule> rules) {
        EnumSet<Outcome> outcomes = EnumSet.noneOf(Outcome.class);
        rules.forEach(rule -> outcomes.add(rule.outcome()));
        return outcomes;
    }

    /**
     * The category by which the rules of an outcome judge an item: its narrowest that one of them names.
     *
     * @param categories of the item, from the widest to the narrowest
     */
    static Optional<String> category(List<Rule> rules, Outcome outcome, List<String> categories) {
        Set<String> named = categories(rules, outcome);
        return categories.reversed().stream().filter(named::contains).findFirst();
    }

    /** The rules of an outcome for a category and a tier, in their order. */
    static List<Rule> applicable(List<Rule> rules, Outcome outcome, Cell cell) {
        String category = cell.category();
        List<Rule> ofCategory = rules.stream()
                .filter(rule -> rule.outcome() == outcome)
                .filter(rule -> category == null
                        ? rule.categories().isEmpty()
                        : rule.categories().contains(category))
                .toList();
        List<Rule> ofTier = ofCategory.stream()
                .filter(rule -> rule.tiers().contains(cell.tier()))
                .toList();
        return ofTier.isEmpty()
                ? ofCategory.stream().filter(rule -> rule.tiers().isEmpty()).toList()
                : ofTier;
    }

    private static Set<String> categories(List<Rule> rules, Outcome outcome) {
        Set<String> categories = new LinkedHashSet<>();
        rules.stream().filter(rule -> rule.outcome() == outcome).forEach(rule -> categories.addAll(rule.categories()));
        return categories;
    }

    private static List<Cell> cells(List<Rule> rules, Outcome outcome) {
        List<@Nullable String> categories =
                new ArrayList<>(categories(rules, outcome).stream().sorted().toList());
        categories.add(null);
        List<Cell> cells = new ArrayList<>();
        for (String category : categories) {
            Arrays.stream(CustomerTier.values()).forEach(tier -> cells.add(new Cell(category, tier)));
        }
        return cells;
    }

    /** Goes along the days; {@code reached} is the day up to which the rules so far decide. */
    private static void walk(
            List<Rule> all, Outcome outcome, List<Rule> some, List<Cell> cells, List<CoverageFault> faults) {
        Rule farthest = null;
        long reached = 0;
        for (Rule rule : some.stream()
                .sorted(Comparator.comparingLong(Rule::fromDay).thenComparingLong(Rule::endDay))
                .toList()) {
            int index = all.indexOf(rule);
            if (rule.fromDay() > reached) {
                faults.add(new CoverageFault(
                        false, outcome, index, id(farthest), rule.ruleId(), reached, rule.fromDay(), cells));
            } else if (rule.fromDay() < reached) {
                long end = Math.min(reached, rule.endDay());
                faults.add(new CoverageFault(
                        true,
                        outcome,
                        index,
                        id(farthest),
                        rule.ruleId(),
                        rule.fromDay(),
                        end == Long.MAX_VALUE ? null : end,
                        cells));
            }
            if (rule.endDay() > reached) {
                reached = rule.endDay();
                farthest = rule;
            }
        }
        if (reached < Long.MAX_VALUE) {
            int index = farthest == null ? -1 : all.indexOf(farthest);
            faults.add(new CoverageFault(false, outcome, index, id(farthest), null, reached, null, cells));
        }
    }

    private static @Nullable String id(@Nullable Rule rule) {
        return rule == null ? null : rule.ruleId();
    }
}
