package dev.shopkeeper.gateway.collector;

import java.math.BigDecimal;
import java.math.RoundingMode;
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

    private static final BigDecimal LARGEST = new BigDecimal("999999999999.999999");
    private static final int MAX_NUMBER_LENGTH = 400;
    private static final int SHOWN = 80;

    private Values() {}

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

    /** An amount from text: 1 to 12 digits, perhaps a point and 1 to 6 more; null if it is none. */
    static @Nullable BigDecimal decimal(String text) {
        int length = text.length();
        int point = -1;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c == '.' && point < 0) {
                point = i;
            } else if (c < '0' || c > '9') {
                return null;
            }
        }
        int before = point < 0 ? length : point;
        int after = point < 0 ? 0 : length - point - 1;
        if (before < 1 || before > MAX_INTEGER_DIGITS || after > MAX_FRACTION_DIGITS || (point >= 0 && after < 1)) {
            return null;
        }
        return new BigDecimal(text);
    }

    /**
     * An amount from the text of a JSON number, 0 to less than 10^12; null if it is none. Digits beyond the sixth
     * after the point are rounded off: they are the noise of binary floating point.
     */
    static @Nullable BigDecimal number(String text) {
        BigDecimal number = parsed(text);
        if (number == null || number.signum() < 0) {
            return null;
        }
        if (number.signum() == 0) {
            return BigDecimal.ZERO;
        }
        long magnitude = (long) number.precision() - number.scale();
        if (magnitude > MAX_INTEGER_DIGITS) {
            return null;
        }
        if (magnitude < -MAX_FRACTION_DIGITS) {
            return BigDecimal.ZERO;
        }
        if (number.scale() > MAX_FRACTION_DIGITS) {
            BigDecimal rounded = number.setScale(MAX_FRACTION_DIGITS, RoundingMode.HALF_EVEN);
            number = rounded.stripTrailingZeros();
        }
        if (number.scale() < 0) {
            number = number.setScale(0);
        }
        return number.precision() - number.scale() > MAX_INTEGER_DIGITS ? LARGEST : number;
    }

    /** A whole number of modest size from the text of a JSON number, which may be written {@code 1.0}; else null. */
    static @Nullable BigDecimal whole(String text) {
        BigDecimal number = parsed(text);
        if (number == null || number.signum() == 0) {
            return number == null ? null : BigDecimal.ZERO;
        }
        long magnitude = (long) number.precision() - number.scale();
        if (magnitude > MAX_INTEGER_DIGITS || magnitude < 1) {
            return null;
        }
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() > 0 ? null : stripped.setScale(0);
    }

    private static @Nullable BigDecimal parsed(String text) {
        if (text.length() > MAX_NUMBER_LENGTH) {
            return null;
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null; // an exponent beyond int
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
