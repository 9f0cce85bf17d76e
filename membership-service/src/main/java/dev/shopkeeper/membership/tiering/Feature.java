package dev.shopkeeper.membership.tiering;

import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What members are compared by; each figure as its logarithm, since money and orders have long tails. */
public enum Feature {
    RECENCY(Figures::recencyDays, -1),
    FREQUENCY(Figures::orders, 1),
    MONEY(Figures::money, 1),
    VARIETY(Figures::variety, 1);

    private final ToDoubleFunction<Figures> figure;
    private final int sign;

    Feature(ToDoubleFunction<Figures> figure, int sign) {
        this.figure = figure;
        this.sign = sign;
    }

    /** The figure itself: days, orders, money or categories. */
    public double figure(Figures figures) {
        return figure.applyAsDouble(figures);
    }

    /** The logarithm of one more than the figure. */
    double of(Figures figures) {
        return Math.log1p(figure.applyAsDouble(figures));
    }

    /** The figure behind a logarithm. */
    static double natural(double logarithm) {
        return Math.expm1(logarithm);
    }

    /** 1 where more is better for the shop, -1 where less is. */
    int sign() {
        return sign;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
