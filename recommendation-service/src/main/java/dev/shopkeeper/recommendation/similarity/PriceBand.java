package dev.shopkeeper.recommendation.similarity;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Bands that begin at 1, 2 and 5 times a power of ten: prices in one differ by a factor of 2.5 at most. */
final class PriceBand {

    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final BigDecimal FIVE = BigDecimal.valueOf(5);

    private PriceBand() {}

    /** The band in words, {@code CNY 100-200}, from the first price to below the second; null for prices up to 0. */
    static @Nullable String of(BigDecimal price, String currency) {
        if (price.signum() <= 0) {
            return null;
        }
        BigDecimal ten = BigDecimal.ONE.scaleByPowerOfTen(price.precision() - price.scale() - 1);
        BigDecimal two = ten.multiply(TWO);
        BigDecimal five = ten.multiply(FIVE);
        if (price.compareTo(two) < 0) {
            return text(ten, two, currency);
        }
        return price.compareTo(five) < 0 ? text(two, five, currency) : text(five, ten.scaleByPowerOfTen(1), currency);
    }

    private static String text(BigDecimal from, BigDecimal to, String currency) {
        return currency + " " + from.toPlainString() + "-" + to.toPlainString();
    }
}
