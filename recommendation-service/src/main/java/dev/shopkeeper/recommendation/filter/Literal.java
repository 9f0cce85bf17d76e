package dev.shopkeeper.recommendation.filter;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * A value with the field it is compared with, which for an attribute it decides how to read.
 *
 * @param value {@code String}, {@code BigDecimal} or {@code Instant}
 */
record Literal(Field field, Object value) {

    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    /**
     * Reads a value.
     *
     * @param before the value before it in a list, which is of the same type; null for the first
     */
    static Literal of(Field field, @Nullable Literal before, Token token) {
        if (token.kind() != Token.Kind.TEXT && token.kind() != Token.Kind.NUMBER) {
            throw wrong(token, field.type().wanted(), missing(field, token));
        }
        boolean number = token.kind() == Token.Kind.NUMBER;
        if (before != null && number != (before.value() instanceof BigDecimal)) {
            throw wrong(token, "a value of the same kind as the one before it", quotes(token));
        }
        return switch (field.type()) {
            case TEXT -> new Literal(field, requireText(field, token));
            case NUMBER -> new Literal(field, requireNumber(field, token));
            case TIME -> new Literal(field, time(requireText(field, token), token));
            case ATTRIBUTE -> number ? new Literal(field.asNumber(), decimal(token)) : new Literal(field, token.text());
            case TRUTH -> throw new IllegalStateException(field.name() + " is compared with no text or number");
        };
    }

    private static String requireText(Field field, Token token) {
        if (token.kind() != Token.Kind.TEXT) {
            throw wrong(token, field.type().wanted() + " for " + field.name(), quotes(token));
        }
        return token.text();
    }

    private static BigDecimal requireNumber(Field field, Token token) {
        if (token.kind() != Token.Kind.NUMBER) {
            throw wrong(token, field.type().wanted() + " for " + field.name(), quotes(token));
        }
        return decimal(token);
    }

    private static BigDecimal decimal(Token token) {
        BigDecimal exact = new BigDecimal(token.text());
        return exact.signum() == 0 ? BigDecimal.ZERO : exact.scale() > 0 ? exact.stripTrailingZeros() : exact;
    }

    private static Instant time(String text, Token token) {
        Instant time;
        try {
            time = text.indexOf('T') < 0
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw wrong(token, Field.Type.TIME.wanted(), "Maybe year, month and day with two digits, and an offset?");
        }
        if (time.isBefore(FIRST) || time.isAfter(LAST)) {
            throw wrong(token, "a time in the years 0000 to 9999", "Maybe a digit too many?");
        }
        return time;
    }

    private static String quotes(Token token) {
        return token.kind() == Token.Kind.NUMBER
                ? "Maybe '" + Token.shortened(token.text()) + "', in quotes?"
                : "Maybe a number, without quotes?";
    }

    private static String missing(Field field, Token token) {
        if (token.isSign("=") || token.isSign(">")) {
            return token.isSign("=") ? "Maybe one '=' is enough?" : "Maybe '!=' instead of '<>'?";
        }
        return token.kind() == Token.Kind.WORD && field.type() != Field.Type.NUMBER
                ? "Maybe '" + Token.shortened(token.text()) + "', in quotes?"
                : "Maybe the value is missing?";
    }

    private static FilterException wrong(Token token, String expected, String hint) {
        return new FilterException(token.column(), token.shown(), expected, hint);
    }
}
