package dev.shopkeeper.membership.campaign;

import dev.shopkeeper.events.Money;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is needed of an arm to compare it with another.
 *
 * @param sums by currency
 */
record ArmSample(long members, long orders, Map<String, Sums> sums) {

    private static final int PLACES = 4;

    ArmSample {
        sums = new TreeMap<>(sums);
    }

    /**
     * Sums over members, of whom those who are not in them add nothing.
     *
     * @param net of each member's revenue
     * @param squares of the squares of each member's revenue
     */
    record Sums(BigDecimal net, BigDecimal squares) {

        static final Sums NONE = new Sums(BigDecimal.ZERO, BigDecimal.ZERO);
    }

    private Sums of(String currency) {
        return sums.getOrDefault(currency, Sums.NONE);
    }

    /** Over all members. */
    double mean(String currency) {
        return of(currency).net().doubleValue() / members;
    }

    /** Of the sample, over all members; exact until the last division, since sums of squares cancel. */
    double variance(String currency) {
        Sums sum = of(currency);
        BigDecimal count = BigDecimal.valueOf(members);
        BigDecimal spread = sum.squares().multiply(count).subtract(sum.net().multiply(sum.net()));
        return spread.divide(count.multiply(count.subtract(BigDecimal.ONE)), MathContext.DECIMAL64)
                .doubleValue();
    }

    Effect.Arm shown() {
        List<Effect.Revenue> revenue = sums.entrySet().stream()
                .map(each -> new Effect.Revenue(
                        each.getKey(), Money.text(each.getValue().net(), each.getKey()), rounded(mean(each.getKey()))))
                .toList();
        return new Effect.Arm(members, orders, revenue);
    }

    static BigDecimal rounded(double value) {
        return BigDecimal.valueOf(value).setScale(PLACES, RoundingMode.HALF_EVEN);
    }
}
