package dev.shopkeeper.pricing.quote;

import dev.shopkeeper.events.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/** The smallest amount of a currency that can be charged: 0.01 EUR, 1 JPY. */
public final class MinorUnit {

    private MinorUnit() {}

    /**
     * Decimal places of what can be charged.
     *
     * @param currency a code of ISO 4217
     * @throws IllegalArgumentException for any other
     */
    public static int places(String currency) {
        try {
            return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + currency + "' is no currency of ISO 4217. Maybe it is misspelt?", e);
        }
    }

    /**
     * What is asked for a list price: that price where it can be charged; else it is rounded down, since nobody is asked for
     * more than is listed, and a price above zero never to zero.
     *
     * @throws IllegalArgumentException for a currency that is none
     */
    static Money chargeable(Money listPrice) {
        int places = places(listPrice.currency());
        BigDecimal down = listPrice.amount().setScale(places, RoundingMode.DOWN);
        BigDecimal amount =
                down.signum() == 0 && listPrice.amount().signum() > 0 ? BigDecimal.ONE.movePointLeft(places) : down;
        return new Money(amount, listPrice.currency());
    }
}
