package dev.shopkeeper.inventory.input;

import dev.shopkeeper.events.Money;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Set;
import java.util.stream.Collectors;

/** Currencies, and amounts brought to one scale so that equal amounts are equal records. */
public final class Monies {

    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    private Monies() {}

    /** Whether this is an ISO 4217 code. */
    public static boolean isCurrency(String code) {
        return CURRENCIES.contains(code);
    }

    /** The amount with the currency's own number of decimal places, or more where it needs more. */
    public static Money normalised(BigDecimal amount, String currency) {
        int places = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        BigDecimal stripped = amount.stripTrailingZeros();
        return new Money(stripped.scale() < places ? stripped.setScale(places) : stripped, currency);
    }
}
