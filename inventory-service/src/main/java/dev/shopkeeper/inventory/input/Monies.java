package dev.shopkeeper.inventory.input;

import java.util.Currency;
import java.util.Set;
import java.util.stream.Collectors;

/** The currencies there are. */
public final class Monies {

    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    private Monies() {}

    /** Whether this is an ISO 4217 code. */
    public static boolean isCurrency(String code) {
        return CURRENCIES.contains(code);
    }
}
