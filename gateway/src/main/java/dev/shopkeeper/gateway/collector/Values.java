package dev.shopkeeper.gateway.collector;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The scalar rules of the collector's schema, each returning what is wrong or null. */
final class Values {

    /** Code points an identifier may have. */
    static final int MAX_ID = 128;

    /** Digits before the decimal point of an amount. */
    static final int MAX_INTEGER_DIGITS = 12;

    /** Digits after the decimal point of an amount. */
    static final int MAX_FRACTION_DIGITS = 6;

    private static final int SHOWN = 80;

    private Values() {}

    /** An identifier: 1 to 128 characters of any kind but control characters. */
    static @Nullable String refuseId(String text) {
        return refuseText(text, MAX_ID);
    }

    /** Text of 1 to {@code max} characters without control characters. */
    static @Nullable String refuseText(String text, int max) {
        if (text.isEmpty()) {
            return "is empty";
        }
        int length = text.length();
        if (length > max && text.codePointCount(0, length) > max) {
            return "has more than " + max + " characters";
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c)) {
                return "has the control character U+%04X at position %d".formatted((int) c, i);
            }
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c) || i + 1 == length || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return "has half a surrogate pair at position " + i + ", which is no character";
                }
                i++;
            }
        }
        return null;
    }

    /**
     * An amount from a decimal string or the text of a JSON number, at least 0, exactly as written; null if it is none.
     *
     * @param exponent whether {@code 1e3} is taken, as in JSON numbers
     */
    static @Nullable BigDecimal amount(String text, boolean exponent) {
        int length = text.length();
        if (length == 0 || length > 32) {
            return null;
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            boolean point = c == '.' && i > 0 && i < length - 1;
            if (!digit && !point && !(exponent && (c == 'e' || c == 'E' || c == '-' || c == '+'))) {
                return null;
            }
        }
        try {
            BigDecimal amount = new BigDecimal(text);
            if (amount.signum() == 0) {
                return amount.scale() < 0 || amount.scale() > MAX_FRACTION_DIGITS ? BigDecimal.ZERO : amount;
            }
            if (amount.signum() < 0 || (long) amount.precision() - amount.scale() > MAX_INTEGER_DIGITS) {
                return null;
            }
            if (amount.scale() > MAX_FRACTION_DIGITS) {
                BigDecimal stripped = amount.stripTrailingZeros();
                return stripped.scale() > MAX_FRACTION_DIGITS ? null : stripped;
            }
            return amount.scale() < 0 ? amount.setScale(0) : amount;
        } catch (NumberFormatException e) {
            return null; // two points, an exponent beyond int
        }
    }

    /** What the parser stands on, short enough to be repeated in an answer. */
    static @Nullable Object shown(JsonParser parser) {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> "{…}";
            case START_ARRAY -> "[…]";
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NULL -> "null";
            case VALUE_NUMBER_INT -> {
                String text = parser.getString();
                yield text.length() <= 18 ? (Object) Long.valueOf(text) : shortened(text);
            }
            case VALUE_NUMBER_FLOAT, VALUE_STRING -> shortened(parser.getString());
            default -> null;
        };
    }

    /** The text, cut where it is long, with what cannot be printed replaced. */
    static String shortened(String text) {
        int end = Math.min(text.length(), SHOWN);
        StringBuilder shown = new StringBuilder(end + 1);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c) && i + 1 < end && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                shown.append(c).append(text.charAt(++i));
            } else {
                shown.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '\uFFFD' : c);
            }
        }
        return end < text.length() ? shown.append('…').toString() : shown.toString();
    }
}
