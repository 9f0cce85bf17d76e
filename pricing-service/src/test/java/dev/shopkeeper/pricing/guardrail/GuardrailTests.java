package dev.shopkeeper.pricing.guardrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardrailTests {

    private static final Endings NINETY = new Endings(List.of(money("0.90")));

    private static BigDecimal money(String amount) {
        return new BigDecimal(amount);
    }

    private static Guardrail step(String inForce) {
        return Guardrail.largestStep(money(inForce), money("0.10"), 2);
    }

    @Nested
    class Rules {

        @Test
        void eachSayWhatTheyDidToThePrice() {
            List<Guardrail> rules = List.of(
                    Guardrail.floor(money("4.00"), money("0.05"), 2),
                    Guardrail.ceiling(money("10.00"), money("1.5"), 2),
                    Guardrail.competitor(money("10.50"), money("0"), 2),
                    step("10.00"));

            Verdict verdict = Guardrails.hold(money("20.00"), money("10.00"), rules, NINETY);

            assertThat(verdict)
                    .isEqualTo(new Verdict.Bounded(
                            money("9.90"),
                            List.of(
                                    new Binding("ceiling", money("20.00"), money("15.00")),
                                    new Binding("competitor", money("15.00"), money("10.50")),
                                    new Binding("ending", money("10.50"), money("9.90")))));
        }

        @Test
        void neverAskForNothingHoweverLittleACompetitorAsks() {
            assertThat(Guardrail.competitor(money("0.0034"), money("0"), 2).most())
                    .isEqualTo("0.01");
            assertThat(Guardrail.competitor(money("0.4"), money("0.1"), 0).most())
                    .isEqualTo("1");
        }

        @Test
        void thatContradictOneAnotherAreBothNamed() {
            List<Guardrail> rules = List.of(
                    Guardrail.floor(money("12.00"), money("0.10"), 2),
                    Guardrail.ceiling(money("10.00"), money("1.5"), 2),
                    step("10.00"));

            assertThat(Guardrails.hold(money("10.00"), money("10.00"), rules, Endings.ANY))
                    .isEqualTo(new Verdict.Conflict("floor", money("13.20"), "largest_step", money("11.00")));
        }

        @Test
        void areRoundedInwards() {
            assertThat(Guardrail.floor(money("3.333"), money("0.05"), 2).least())
                    .isEqualTo(money("3.50"));
            assertThat(Guardrail.ceiling(money("3.333"), money("1.5"), 2).most())
                    .isEqualTo(money("4.99"));
            assertThat(Guardrail.largestStep(money("101"), money("0.10"), 0))
                    .isEqualTo(new Guardrail("largest_step", money("91"), money("111")));
            assertThat(Guardrail.largestStep(money("3"), money("0.10"), 0))
                    .isEqualTo(new Guardrail("largest_step", money("3"), money("3")));
        }

        @Test
        void thatAllowNoChangeLeaveThePriceWithItsOldEnding() {
            assertThat(Guardrails.hold(
                            money("12.00"), money("10.00"), List.of(Guardrail.tooSoon(money("10.00"))), NINETY))
                    .isEqualTo(new Verdict.Bounded(
                            money("10.00"), List.of(new Binding("largest_step", money("12.00"), money("10.00")))));
        }

        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3, 4, 5})
        void areAllKeptOrNothingIsChanged(long seed) {
            Random random = new Random(seed);
            for (int round = 0; round < 2_000; round++) {
                List<Guardrail> rules = new ArrayList<>();
                for (int rule = 0; rule < 4; rule++) {
                    BigDecimal one = BigDecimal.valueOf(random.nextInt(2_000), 2);
                    BigDecimal two = BigDecimal.valueOf(random.nextInt(2_000), 2);
                    rules.add(new Guardrail(
                            "rule-" + rule,
                            random.nextBoolean() ? one.min(two) : null,
                            random.nextBoolean() ? one.max(two) : null));
                }
                BigDecimal wanted = BigDecimal.valueOf(random.nextInt(3_000), 2);

                Verdict verdict = Guardrails.hold(wanted, BigDecimal.ONE, rules, NINETY);

                switch (verdict) {
                    case Verdict.Bounded bounded -> {
                        assertThat(rules)
                                .as("seed %s, round %s", seed, round)
                                .allMatch(rule -> rule.holds(bounded.price()));
                        BigDecimal moves = bounded.bindings().stream()
                                .map(each -> each.after().subtract(each.before()))
                                .reduce(BigDecimal.ZERO, BigDecimal::add);
                        assertThat(wanted.add(moves)).isEqualByComparingTo(bounded.price());
                    }
                    case Verdict.Conflict conflict ->
                        assertThat(conflict.least()).isGreaterThan(conflict.most());
                }
            }
        }
    }

    @Nested
    class EndingsOfPrices {

        @Test
        void areTheNearestInsideOfTheBounds() {
            assertThat(NINETY.nearest(money("10.30"), price -> true)).isEqualTo(money("9.90"));
            assertThat(NINETY.nearest(money("10.41"), price -> true)).isEqualTo(money("10.90"));
            assertThat(NINETY.nearest(money("10.30"), price -> price.compareTo(money("10")) > 0))
                    .isEqualTo(money("10.90"));
            assertThat(NINETY.nearest(money("0.30"), price -> true)).isEqualTo(money("0.90"));
        }

        @Test
        void areLeftWhereNoneIsInside() {
            assertThat(NINETY.nearest(money("10.30"), price -> false)).isEqualTo(money("10.30"));
            assertThat(Endings.ANY.nearest(money("10.30"), price -> true)).isEqualTo(money("10.30"));
            assertThatThrownBy(() -> new Endings(List.of(money("1.90")))).hasMessageContaining("1.90");
        }
    }

    @Nested
    class Competitors {

        private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

        private Offer offer(String whose, String price, String currency, boolean inStock, Duration age) {
            return new Offer(whose, money(price), currency, inStock, NOW.minus(age));
        }

        @Test
        void countOnlyWhereFreshInStockInTheSameCurrencyAndPlausible() {
            Competition competition = Competition.of(
                    List.of(
                            offer("fresh", "9.50", "CNY", true, Duration.ofHours(24)),
                            offer("dearer", "9.80", "CNY", true, Duration.ZERO),
                            offer("yesterday", "5.00", "CNY", true, Duration.ofHours(25)),
                            offer("sold out", "6.00", "CNY", false, Duration.ZERO),
                            offer("abroad", "7.00", "USD", true, Duration.ZERO),
                            offer("a typing error", "0.95", "CNY", true, Duration.ZERO),
                            offer("free", "0", "CNY", true, Duration.ZERO),
                            offer("a gross", "95.00", "CNY", true, Duration.ZERO)),
                    money("10.00"),
                    "CNY",
                    NOW,
                    Duration.ofHours(24),
                    money("3"));

            assertThat(competition).isEqualTo(new Competition(money("9.50"), "fresh", 2, 1, 1, 1, 3));
        }

        @Test
        void boundNothingWhereNoneCounts() {
            assertThat(Competition.of(List.of(), money("10"), "CNY", NOW, Duration.ofHours(24), money("3"))
                            .lowest())
                    .isNull();
        }
    }
}
