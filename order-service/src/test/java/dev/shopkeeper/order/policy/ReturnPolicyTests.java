package dev.shopkeeper.order.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.decision.Explanation;
import dev.shopkeeper.decision.Language;
import dev.shopkeeper.decision.Reason;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnPolicyTests {

    private static final Instant PLACED = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant DELIVERED = Instant.parse("2026-03-27T10:00:00Z");
    private static final FinalSale NOTHING_SOLD_FOR_GOOD = new FinalSale(Set.of(), Set.of(), Set.of());

    private static Rule refund(long from, @Nullable Long to, boolean allowed, String percent, String fixed) {
        return new Rule(
                "refund-from-" + from,
                Outcome.REFUND,
                Set.of(),
                Set.of(),
                from,
                to,
                allowed,
                Set.of(),
                new BigDecimal(percent),
                new BigDecimal(fixed),
                null,
                true);
    }

    private static ReturnPolicy policy(Rule... rules) {
        return new ReturnPolicy(3, PLACED, "CNY", List.of(rules), NOTHING_SOLD_FOR_GOOD);
    }

    private static ReturnCase.Line line(String id, String worth, String... categories) {
        return new ReturnCase.Line(id, "item-" + id, List.of(categories), new BigDecimal(worth));
    }

    private static ReturnCase asked(Instant at, Set<String> benefits, ReturnCase.Line... lines) {
        return new ReturnCase(
                List.of(lines),
                "CNY",
                new BigDecimal("1000"),
                CustomerTier.ORDINARY,
                benefits,
                PLACED,
                DELIVERED,
                "too small",
                at);
    }

    private static ReturnCase asked(ReturnCase.Line... lines) {
        return asked(DELIVERED.plusSeconds(60), Set.of(), lines);
    }

    /** Of an order of which so much is left to refund. */
    private static ReturnCase leaving(String left, String currency, ReturnCase.Line line) {
        return new ReturnCase(
                List.of(line),
                currency,
                new BigDecimal(left),
                CustomerTier.LOYAL,
                Set.of(),
                PLACED,
                DELIVERED,
                null,
                DELIVERED);
    }

    private static OutcomeEvaluation only(ReturnPolicy policy, ReturnCase asked) {
        List<OutcomeEvaluation> all = policy.evaluate(asked);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    @Nested
    class Days {

        @ParameterizedTest
        @CsvSource({
            // the clocks of Europe went forward on 29 March 2026: a day has 24 hours all the same
            "2026-03-20T00:00:00Z, 0, true",
            "2026-03-27T10:00:00Z, 0, true",
            "2026-03-28T09:59:59Z, 0, true",
            "2026-03-28T10:00:00Z, 1, true",
            "2026-03-29T10:00:00Z, 2, true",
            "2026-04-10T09:59:59.999999Z, 13, true",
            "2026-04-10T10:00:00Z, 14, false",
            "2036-04-10T10:00:00Z, 3667, false"
        })
        void areOf24HoursFromTheDelivery(Instant at, long day, boolean eligible) {
            ReturnCase asked = asked(at, Set.of(), line("1", "10"));

            assertThat(asked.day()).isEqualTo(day);
            assertThat(only(policy(refund(0, 14L, true, "0", "0"), refund(14, null, false, "0", "0")), asked)
                            .eligible())
                    .isEqualTo(eligible);
        }

        @Test
        void areCountedFromTheOrderWhereTheDeliveryIsNotKnown() {
            ReturnCase asked = new ReturnCase(
                    List.of(line("1", "10")),
                    "CNY",
                    BigDecimal.TEN,
                    CustomerTier.GUEST,
                    Set.of(),
                    PLACED,
                    null,
                    null,
                    PLACED.plusSeconds(3 * 86_400));

            assertThat(asked.day()).isEqualTo(3);
            assertThat(asked.fromDelivery()).isFalse();
            Evaluation evaluation = Evaluation.of(policy(refund(0, null, true, "0", "0")), asked);
            assertThat(PolicyWords.summary(evaluation, Language.ENGLISH)).contains("day 3 since the order");
            assertThat(PolicyWords.summary(evaluation, Language.CHINESE)).contains("自下单起第 3 天");
        }
    }

    @Nested
    class Fees {

        @Test
        void addUpToTheAmountWithRoundingAsATermOfItsOwn() {
            // given
            ReturnPolicy policy = policy(refund(0, null, true, "12.5", "3"));

            // when
            ReturnCase asked = asked(line("1", "9.99"), line("2", "20.01"));
            OutcomeEvaluation refund = only(policy, asked);

            // then: 30 - 1.24875 - 2.50125 - 3 = 23.25
            assertThat(refund.amount())
                    .hasValueSatisfying(amount -> assertThat(amount).isEqualByComparingTo("23.25"));
            assertThat(refund.terms())
                    .extracting(Term::kind)
                    .containsExactly(
                            Term.Kind.WORTH,
                            Term.Kind.WORTH,
                            Term.Kind.FEE_PERCENT,
                            Term.Kind.FEE_PERCENT,
                            Term.Kind.FEE_FIXED);
        }

        @Test
        void areRoundedHalfUp() {
            OutcomeEvaluation refund = only(policy(refund(0, null, true, "50", "0")), asked(line("1", "0.05")));

            assertThat(refund.amount())
                    .hasValueSatisfying(amount -> assertThat(amount).isEqualByComparingTo("0.03"));
            assertThat(refund.terms().getLast().kind()).isEqualTo(Term.Kind.ROUNDING);
            assertThat(refund.terms().getLast().amount()).isEqualByComparingTo("0.005");
        }

        @Test
        void neverRoundUpToMoreThanWasPaid() {
            OutcomeEvaluation refund = only(policy(refund(0, null, true, "0", "0")), asked(line("1", "0.0150")));

            assertThat(refund.amount())
                    .hasValueSatisfying(amount -> assertThat(amount).isEqualByComparingTo("0.01"));
            assertThat(refund.terms()).extracting(Term::kind).contains(Term.Kind.ROUNDING, Term.Kind.CAP);
        }

        @Test
        void takeTheLargestFixedPartOnce() {
            Rule food = new Rule(
                    "food",
                    Outcome.REFUND,
                    Set.of("Food"),
                    Set.of(),
                    0,
                    null,
                    true,
                    Set.of(),
                    BigDecimal.ZERO,
                    new BigDecimal("7"),
                    null,
                    true);

            OutcomeEvaluation refund = only(
                    policy(refund(0, null, true, "0", "5"), food), asked(line("1", "10", "Food"), line("2", "10")));

            assertThat(refund.amount()).contains(new BigDecimal("13"));
            assertThat(refund.terms()).contains(new Term(Term.Kind.FEE_FIXED, "food", new BigDecimal("-7")));
        }

        @Test
        void areWaivedInTheirFixedPartForTheBenefitAndSayIt() {
            ReturnCase asked =
                    asked(DELIVERED.plusSeconds(60), Set.of(ReturnCase.FREE_RETURN_SHIPPING), line("1", "100"));

            OutcomeEvaluation refund = only(policy(refund(0, null, true, "10", "5")), asked);

            assertThat(refund.amount())
                    .hasValueSatisfying(amount -> assertThat(amount).isEqualByComparingTo("90"));
            assertThat(refund.terms())
                    .contains(new Term(Term.Kind.FEE_FIXED, "refund-from-0", new BigDecimal("-5")))
                    .contains(new Term(Term.Kind.FEE_WAIVED, "free_return_shipping", new BigDecimal("5")));
        }

        @Test
        void neverTakeMoreThanTheWorth() {
            OutcomeEvaluation refund = only(policy(refund(0, null, true, "0", "5")), asked(line("1", "3")));

            assertThat(refund.amount())
                    .hasValueSatisfying(amount -> assertThat(amount).isEqualByComparingTo("0"));
            assertThat(refund.terms()).contains(new Term(Term.Kind.FEE_LIMIT, null, new BigDecimal("2")));
        }

        @Test
        void leaveNoMoreThanIsLeftToRefundOfTheOrder() {
            OutcomeEvaluation refund =
                    only(policy(refund(0, null, true, "0", "0")), leaving("12.345", "CNY", line("1", "30")));

            assertThat(refund.amount()).contains(new BigDecimal("12.34"));
            assertThat(refund.terms()).contains(new Term(Term.Kind.CAP, null, new BigDecimal("-17.66")));
        }

        @Test
        void haveNoFractionWhereTheCurrencyHasNone() {
            OutcomeEvaluation refund = only(
                    new ReturnPolicy(1, PLACED, null, List.of(refund(0, null, true, "50", "0")), NOTHING_SOLD_FOR_GOOD),
                    leaving("5000", "JPY", line("1", "1001")));

            assertThat(refund.amount())
                    .hasValueSatisfying(amount -> assertThat(amount).isEqualByComparingTo("501"));
        }
    }

    @Nested
    class Permission {

        private static Rule rule(Set<String> categories, boolean allowed, @Nullable String most, boolean automatic) {
            return rule(categories.isEmpty() ? "rest" : "named", categories, allowed, most, automatic);
        }

        private static Rule rule(
                String id, Set<String> categories, boolean allowed, @Nullable String most, boolean automatic) {
            return new Rule(
                    id,
                    Outcome.REFUND,
                    categories,
                    Set.of(),
                    0,
                    null,
                    allowed,
                    Set.of(),
                    BigDecimal.ZERO,
                    BigDecimal.ZERO,
                    most == null ? null : new BigDecimal(most),
                    automatic);
        }

        @Test
        void isThereOnlyWhereItIsForEachLine() {
            ReturnPolicy policy = policy(rule(Set.of(), true, null, true), rule(Set.of("Food"), false, null, true));

            OutcomeEvaluation refund = only(policy, asked(line("1", "10"), line("2", "10", "Food", "Snacks")));

            assertThat(refund.finding()).isEqualTo(Finding.FORBIDDEN);
            assertThat(refund.ruleId()).isEqualTo("named");
            assertThat(refund.lineId()).isEqualTo("2");
            assertThat(refund.amount()).isEmpty();
        }

        @Test
        void followsTheNarrowestCategoryThatIsNamed() {
            ReturnPolicy policy = policy(
                    rule(Set.of(), true, null, true),
                    rule(Set.of("Snacks"), false, null, true),
                    rule("food", Set.of("Food"), true, null, true));

            assertThat(only(policy, asked(line("1", "10", "Food", "Snacks"))).ruleId())
                    .isEqualTo("named");
            assertThat(only(policy, asked(line("1", "10", "Food", "Tea"))).ruleId())
                    .isEqualTo("food");
        }

        @Test
        void wantsAPersonAboveTheMost() {
            ReturnPolicy policy = policy(rule(Set.of(), true, "500", true));

            assertThat(only(policy, asked(line("1", "500"))).finding()).isEqualTo(Finding.ALLOWED);
            OutcomeEvaluation above = only(policy, asked(line("1", "500"), line("2", "0.01")));
            assertThat(above.finding()).isEqualTo(Finding.ABOVE_MOST);
            assertThat(above.eligible()).isTrue();
            assertThat(above.automatic()).isFalse();
        }

        @Test
        void wantsAPersonWhereOneRuleDoes() {
            ReturnPolicy policy = policy(rule(Set.of(), true, null, true), rule(Set.of("Food"), true, null, false));

            OutcomeEvaluation refund = only(policy, asked(line("1", "10"), line("2", "1", "Food")));

            assertThat(refund.finding()).isEqualTo(Finding.NOT_AUTOMATIC);
            assertThat(refund.ruleId()).isEqualTo("named");
        }

        @ParameterizedTest
        @CsvSource({"item-1, , true", "item-2, Food, true", "item-2, Tea, false"})
        void isNotThereForWhatIsSoldForGood(String item, @Nullable String category, boolean sold) {
            ReturnPolicy policy = new ReturnPolicy(
                    1,
                    PLACED,
                    null,
                    List.of(refund(0, null, true, "0", "0")),
                    new FinalSale(Set.of("item-1"), Set.of("Food"), Set.of("Damaged ")));
            List<String> categories = category == null ? List.of() : List.of(category, "Snacks");
            ReturnCase.Line line = new ReturnCase.Line("1", item, categories, BigDecimal.TEN);

            assertThat(only(policy, asked(line)).finding()).isEqualTo(sold ? Finding.FINAL_SALE : Finding.ALLOWED);
            ReturnCase damaged = new ReturnCase(
                    List.of(line),
                    "CNY",
                    BigDecimal.TEN,
                    CustomerTier.GUEST,
                    Set.of(),
                    PLACED,
                    DELIVERED,
                    " DAMAGED",
                    DELIVERED);
            assertThat(only(policy, damaged).finding()).isEqualTo(Finding.ALLOWED);
        }
    }

    @Nested
    class BesideAnObviousOne {

        @ParameterizedTest
        @ValueSource(longs = {11, 12, 13, 14, 15, 16})
        void paysTheSame(long seed) {
            RandomPolicies random = new RandomPolicies(seed);
            int open = 0;
            for (int number = 0; number < 60; number++) {
                ReturnPolicy policy = random.whole();
                for (int each = 0; each < 10; each++) {
                    ReturnCase asked = random.aCase();
                    String what = "seed " + seed + ", policy " + number + ", case " + each + ": " + asked;
                    for (OutcomeEvaluation said : policy.evaluate(asked)) {
                        BigDecimal expected = ObviousPolicy.amount(policy, asked, said.outcome());
                        assertThat(said.eligible()).as(what).isEqualTo(expected != null);
                        if (expected != null) {
                            open++;
                            assertThat(said.amount().orElseThrow()).as(what).isEqualByComparingTo(expected);
                        }
                        explains(policy, asked, said);
                    }
                }
            }
            assertThat(open).as("outcomes that were open").isGreaterThan(200);
        }

        /** {@link Explanation} refuses reasons that do not add up. */
        private static void explains(ReturnPolicy policy, ReturnCase asked, OutcomeEvaluation said) {
            Evaluation evaluation = new Evaluation(asked, policy.version(), null, List.of(said));
            Explanation english = PolicyWords.explain(evaluation, said, Language.ENGLISH);
            Explanation chinese = PolicyWords.explain(evaluation, said, Language.CHINESE);
            assertThat(english.total()).isEqualTo(chinese.total());
            assertThat(english.summary()).contains("version 7").contains(said.ruleId());
            assertThat(chinese.summary()).contains("第 7 版").contains(said.ruleId());
            assertThat(english.reasons())
                    .extracting(Reason::text)
                    .allMatch(text -> text.codePoints().noneMatch(Character::isIdeographic));
            assertThat(chinese.reasons())
                    .extracting(Reason::text)
                    .allMatch(text -> text.codePoints().anyMatch(Character::isIdeographic));
        }
    }

    @Test
    void doesNotSpeakOfAnOrderInAnotherCurrency() {
        ReturnCase dollars = new ReturnCase(
                List.of(line("1", "30")),
                "USD",
                BigDecimal.TEN,
                CustomerTier.GUEST,
                Set.of(),
                PLACED,
                DELIVERED,
                null,
                DELIVERED);

        Evaluation evaluation = Evaluation.of(policy(refund(0, null, true, "0", "5")), dollars);

        assertThat(evaluation.absence()).isEqualTo(Evaluation.Absence.OTHER_CURRENCY);
        assertThat(evaluation.policyVersion()).isNull();
        assertThat(evaluation.of(Outcome.REFUND)).isEmpty();
    }
}
