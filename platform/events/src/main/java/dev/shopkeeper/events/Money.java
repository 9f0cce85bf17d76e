package dev.shopkeeper.events;

import static com.fasterxml.jackson.annotation.JsonFormat.Shape.STRING;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * An amount of money: in JSON a decimal string with its ISO 4217 currency, {@code {"amount":"12.30","currency":"CNY"}}.
 *
 * @param amount units of the currency, never binary floating point; at most 18 digits before and 18 after the point
 * @param currency three capital letters
 */
public record Money(@JsonFormat(shape = STRING) BigDecimal amount, String currency) {

    /** Digits before and after the point; it keeps {@code 1E999999999} from becoming a gigabyte of text. */
    private static final int MAX_DIGITS = 18;

    private static final Map<String, Integer> DECIMAL_PLACES = Currency.getAvailableCurrencies().stream()
            .collect(Collectors.toUnmodifiableMap(
                    Currency::getCurrencyCode, currency -> Math.max(0, currency.getDefaultFractionDigits())));

    public Money {
        Objects.requireNonNull(amount, "amount");
        if (amount.scale() > MAX_DIGITS || (long) amount.precision() - amount.scale() > MAX_DIGITS) {
            throw new IllegalArgumentException("amount has " + amount.precision() + " digits and scale "
                    + amount.scale() + ", more than " + MAX_DIGITS
                    + " before or after the point. Maybe it was not rounded to the currency?");
        }
        if (!isCode(currency)) {
            throw new IllegalArgumentException(
                    "currency is '" + currency + "'. Maybe it is not an ISO 4217 code of three capital letters?");
        }
        amount = canonical(amount, currency);
    }

    /** Reads {@code Money.of("12.30", "CNY")}. */
    public static Money of(String amount, String currency) {
        return new Money(new BigDecimal(amount), currency);
    }

    /** The amount as text in its one form: {@code 12.30} where the currency has two decimal places. */
    public static String text(BigDecimal amount, String currency) {
        return new Money(amount, currency).amount().toPlainString();
    }

    /** The currency's own number of decimal places, or more where the amount needs more: equal amounts are equal. */
    private static BigDecimal canonical(BigDecimal amount, String currency) {
        int places = DECIMAL_PLACES.getOrDefault(currency, 0);
        if (amount.scale() <= places) {
            return amount.setScale(places); // the amount itself where it has its form already, as most do
        }
        BigDecimal stripped = amount.stripTrailingZeros();
        return stripped.scale() < places ? stripped.setScale(places) : stripped;
    }

    private static boolean isCode(String currency) {
        return currency.length() == 3
                && isCapital(currency.charAt(0))
                && isCapital(currency.charAt(1))
                && isCapital(currency.charAt(2));
    }

    private static boolean isCapital(char letter) {
        return letter >= 'A' && letter <= 'Z';
    }
}
