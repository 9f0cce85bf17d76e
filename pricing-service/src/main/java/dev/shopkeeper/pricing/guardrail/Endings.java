package dev.shopkeeper.pricing.guardrail;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the shop's prices end with, .90 or .99; none for any ending.
 *
 * @param fractions each from 0 to below 1
 */
public record Endings(List<BigDecimal> fractions) {

    public static final Endings ANY = new Endings(List.of());

    public Endings {
        fractions = List.copyOf(fractions);
        for (BigDecimal fraction : fractions) {
            if (fraction.signum() < 0 || fraction.compareTo(BigDecimal.ONE) >= 0) {
                throw new IllegalArgumentException(
                        "A price cannot end with " + fraction + ". Maybe 0.90 or 0.99 is meant?");
            }
        }
    }

    /** The nearest price with one of the endings that is allowed, the lower of two; the price itself where none is. */
    BigDecimal nearest(BigDecimal price, Predicate<BigDecimal> allowed) {
        BigDecimal whole = price.setScale(0, RoundingMode.FLOOR);
        return fractions.stream()
                .flatMap(fraction -> Stream.of(-1, 0, 1)
                        .map(step -> whole.add(BigDecimal.valueOf(step)).add(fraction)))
                .filter(candidate -> candidate.signum() > 0 && allowed.test(candidate))
                .min(Comparator.<BigDecimal, BigDecimal>comparing(
                                candidate -> candidate.subtract(price).abs())
                        .thenComparing(Comparator.naturalOrder()))
                .orElse(price);
    }
}
