package dev.shopkeeper.events;

import static com.fasterxml.jackson.annotation.JsonFormat.Shape.STRING;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.util.Objects;

/**
 * An amount of money: in JSON a decimal string with its ISO 4217 currency, {@code {"amount":"12.30","currency":"CNY"}}.
 *
 * @param amount units of the currency, never binary floating point
 * @param currency three capital letters
 */
public record Money(@JsonFormat(shape = STRING) BigDecimal amount, String currency) {

    public Money {
        Objects.requireNonNull(amount, "amount");
        if (!currency.matches("[A-Z]{3}")) {
            throw new IllegalArgumentException(
                    "currency is '" + currency + "'. Maybe it is not an ISO 4217 code of three capital letters?");
        }
    }

    /** Reads {@code Money.of("12.30", "CNY")}. */
    public static Money of(String amount, String currency) {
        return new Money(new BigDecimal(amount), currency);
    }
}
