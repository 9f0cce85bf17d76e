package dev.shopkeeper.order.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoverageTests {

    private static Rule rule(String id, Set<String> categories, Set<CustomerTier> tiers, long from, @Nullable Long to) {
        return new Rule(
                id,
                Outcome.REFUND,
                categories,
                tiers,
                from,
                to,
                true,
                Set.of(),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                null,
                true);
    }

    private static Rule all(String id, long from, @Nullable Long to) {
        return rule(id, Set.of(), Set.of(), from, to);
    }

    @Test
    void takesRulesThatFollowOneAnother() {
        assertThat(Coverage.faults(List.of(all("late", 14, null), all("early", 0, 14L))))
                .isEmpty();
    }

    @Test
    void namesBothRulesAtAGap() {
        List<CoverageFault> faults = Coverage.faults(List.of(all("early", 0, 14L), all("late", 15, null)));

        assertThat(faults).singleElement().satisfies(fault -> {
            assertThat(fault.field()).isEqualTo("rules[1].from_day");
            assertThat(fault.value()).isEqualTo(15);
            assertThat(fault.message())
                    .isEqualTo(
                            "there is a gap between rule 'early' and rule 'late' on days 14 to before 15, for refund,"
                                    + " all other categories, tier ordinary, potential, loyal, guest");
        });
    }

    @Test
    void namesBothRulesAtAnOverlap() {
        List<CoverageFault> faults = Coverage.faults(List.of(all("early", 0, 14L), all("late", 13, null)));

        assertThat(faults).singleElement().satisfies(fault -> {
            assertThat(fault.field()).isEqualTo("rules[1].from_day");
            assertThat(fault.value()).isEqualTo(13);
            assertThat(fault.message())
                    .startsWith("rule 'late' overlaps rule 'early' on days 13 to before 14, for refund");
        });
    }

    @Test
    void namesNothingWhereARuleHasNoNeighbour() {
        List<CoverageFault> faults = Coverage.faults(List.of(all("only", 2, 14L)));

        assertThat(faults).extracting(CoverageFault::field).containsExactly("rules[0].from_day", "rules[0].to_day");
        assertThat(faults).extracting(CoverageFault::value).containsExactly(2L, 14L);
        assertThat(faults.get(0).message()).startsWith("there is a gap between nothing and rule 'only' on days 0 to");
        assertThat(faults.get(1).message())
                .startsWith("there is a gap between rule 'only' and nothing on day 14 for ever");
    }

    @Test
    void missesTheRuleForAllOtherCategories() {
        List<CoverageFault> faults = Coverage.faults(List.of(rule("food", Set.of("Food"), Set.of(), 0, null)));

        assertThat(faults).singleElement().satisfies(fault -> {
            assertThat(fault.field()).isEqualTo("rules");
            assertThat(fault.value()).isNull();
            assertThat(fault.message())
                    .startsWith("there is a gap between nothing and nothing on day 0 for ever, for refund, all other");
        });
    }

    @Test
    void namesTheCategoryAndTheTierAtFaultAlone() {
        List<CoverageFault> faults = Coverage.faults(List.of(
                all("rest", 0, null),
                rule("food", Set.of("Food"), Set.of(), 0, null),
                rule("food-loyal", Set.of("Food"), Set.of(CustomerTier.LOYAL), 0, 30L)));

        assertThat(faults).singleElement().satisfies(fault -> {
            assertThat(fault.field()).isEqualTo("rules[2].to_day");
            assertThat(fault.message()).endsWith("for refund, category 'Food', tier loyal");
        });
    }

    @Test
    void lookedAtByOutcome() {
        Rule exchange = new Rule(
                "exchange",
                Outcome.EXCHANGE,
                Set.of(),
                Set.of(),
                3,
                null,
                true,
                Set.of(),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                null,
                true);

        assertThat(Coverage.faults(List.of(all("refund", 0, null), exchange)))
                .singleElement()
                .extracting(CoverageFault::outcome)
                .isEqualTo(Outcome.EXCHANGE);
    }

    @Test
    void refusesAPolicyWithAGap() {
        assertThatThrownBy(() -> new ReturnPolicy(
                        1,
                        Instant.EPOCH,
                        null,
                        List.of(all("early", 0, 14L)),
                        new FinalSale(Set.of(), Set.of(), Set.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rule 'early' and nothing");
    }

    @Nested
    class DayByDay {

        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
        void findsTheSameDaysAsALookAtEachOfThem(long seed) {
            RandomPolicies random = new RandomPolicies(seed);
            int whole = 0;
            for (int number = 0; number < 60; number++) {
                List<Rule> rules = number % 4 == 0 ? random.whole().rules() : random.careless();
                List<CoverageFault> faults = Coverage.faults(rules);
                whole += faults.isEmpty() ? 1 : 0;
                check(rules, faults, "seed " + seed + ", policy " + number + ": " + rules);
            }
            assertThat(whole).as("policies without fault").isBetween(12, 50);
        }

        private static void check(List<Rule> rules, List<CoverageFault> faults, String what) {
            List<@Nullable String> categories = new ArrayList<>(RandomPolicies.CATEGORIES);
            categories.add(null);
            for (Outcome outcome : Outcome.values()) {
                if (rules.stream().noneMatch(rule -> rule.outcome() == outcome)) {
                    assertThat(faults).as(what).noneMatch(fault -> fault.outcome() == outcome);
                    continue;
                }
                for (String category : categories) {
                    String looked = rules.stream()
                                    .anyMatch(rule -> rule.outcome() == outcome
                                            && category != null
                                            && rule.categories().contains(category))
                            ? category
                            : null;
                    Arrays.stream(CustomerTier.values()).forEach(tier -> {
                        List<Rule> mine = ObviousPolicy.rulesFor(rules, outcome, category, tier);
                        for (long day = 0; day <= RandomPolicies.HORIZON; day++) {
                            long at = day;
                            long deciding = mine.stream()
                                    .filter(rule -> rule.fromDay() <= at && (rule.toDay() == null || rule.toDay() > at))
                                    .count();
                            CoverageFault.Cell cell = new CoverageFault.Cell(looked, tier);
                            List<Boolean> found = faults.stream()
                                    .filter(fault -> fault.outcome() == outcome)
                                    .filter(fault -> fault.cells().contains(cell))
                                    .filter(fault ->
                                            fault.fromDay() <= at && (fault.toDay() == null || fault.toDay() > at))
                                    .map(CoverageFault::overlap)
                                    .distinct()
                                    .toList();
                            List<Boolean> expected = deciding == 1 ? List.of() : List.of(deciding > 1);
                            if (!found.equals(expected)) {
                                throw new AssertionError(what + ", " + outcome + ", " + cell + ", day " + at + ": "
                                        + deciding + " rules decide, and the faults are " + faults);
                            }
                        }
                    });
                }
            }
        }
    }
}
