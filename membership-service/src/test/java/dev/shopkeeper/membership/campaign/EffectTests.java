package dev.shopkeeper.membership.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EffectTests {

    private static ArmSample sample(double... revenue) {
        BigDecimal net = BigDecimal.ZERO;
        BigDecimal squares = BigDecimal.ZERO;
        for (double each : revenue) {
            BigDecimal exact = BigDecimal.valueOf(each);
            net = net.add(exact);
            squares = squares.add(exact.multiply(exact));
        }
        long orders = Arrays.stream(revenue).filter(each -> each > 0).count();
        return new ArmSample(revenue.length, orders, Map.of("CNY", new ArmSample.Sums(net, squares)));
    }

    @Test
    void comparesAllMembersOfTheArmsThoseWhoBoughtNothingIncluded() {
        // given: means 15 and 4, variances 216.667 and 30
        Effect effect = Effect.of(sample(10, 0, 35, 15), sample(0, 0, 10, 0, 10));

        // then
        assertThat(effect.coupon().members()).isEqualTo(4);
        assertThat(effect.coupon().orders()).isEqualTo(3);
        assertThat(effect.coupon().revenue())
                .containsExactly(new Effect.Revenue("CNY", "60.00", new BigDecimal("15.0000")));
        assertThat(effect.heldOut().revenue())
                .containsExactly(new Effect.Revenue("CNY", "20.00", new BigDecimal("4.0000")));
        assertThat(effect.differences())
                .containsExactly(new Effect.Difference("CNY", new BigDecimal("11.0000"), new BigDecimal("7.7567")));
    }

    @Test
    void hasNoStandardErrorBelowTwoMembers() {
        Effect effect = Effect.of(sample(10, 20), sample(5));

        assertThat(effect.differences()).containsExactly(new Effect.Difference("CNY", new BigDecimal("10.0000"), null));
    }

    @Test
    void saysNothingAboutADifferenceWhereAnArmIsEmpty() {
        Effect effect = Effect.of(sample(10, 20), new ArmSample(0, 0, Map.of()));

        assertThat(effect.differences()).isEmpty();
    }

    @Test
    void comparesCurrenciesForThemselves() {
        Effect effect = Effect.of(sample(10, 20), new ArmSample(2, 0, Map.of("EUR", sums("4", "16"))));

        assertThat(effect.differences()).extracting(Effect.Difference::currency).isEqualTo(List.of("CNY", "EUR"));
        assertThat(effect.differences().getLast().perMember()).isEqualByComparingTo("-2");
    }

    private static ArmSample.Sums sums(String net, String squares) {
        return new ArmSample.Sums(new BigDecimal(net), new BigDecimal(squares));
    }

    @Test
    void keepsTheVarianceOfLargeSumsThatHardlyDiffer() {
        ArmSample sample = sample(1_000_000_000.01, 1_000_000_000.02, 1_000_000_000.03);

        assertThat(sample.variance("CNY")).isEqualTo(0.0001, within(1e-12));
    }
}
