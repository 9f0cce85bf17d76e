package dev.shopkeeper.membership.campaign;

import dev.shopkeeper.events.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/** What a coupon takes off an order. Immutable. */
public sealed interface Discount {

    /** The currency it is in; there is one for each campaign. */
    String currency();

    /**
     * What is taken off.
     *
     * @param total of the order, in the same currency
     * @return never more than the total, and never finer than the currency
     */
    Money of(Money total);

    /**
     * A part of the order, rounded down to the currency's places.
     *
     * @param percent from 1 to 100
     * @param most bound of what is taken off
     */
    record Percent(int percent, Money most) implements Discount {

        private static final int HUNDREDTHS = 2;

        @Override
        public String currency() {
            return most.currency();
        }

        @Override
        public Money of(Money total) {
            BigDecimal part = total.amount()
                    .multiply(BigDecimal.valueOf(percent, HUNDREDTHS))
                    .setScale(places(currency()), RoundingMode.DOWN);
            return new Money(part.min(most.amount()), currency());
        }
    }

    /** The same off every order, or all of it where it costs less. */
    record Amount(Money amount) implements Discount {

        @Override
        public String currency() {
            return amount.currency();
        }

        @Override
        public Money of(Money total) {
            return new Money(
                    total.amount()
                            .setScale(places(currency()), RoundingMode.DOWN)
                            .min(amount.amount()),
                    currency());
        }
    }

    /** Decimal places of a currency of ISO 4217. */
    static int places(String currency) {
        return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    }
}
