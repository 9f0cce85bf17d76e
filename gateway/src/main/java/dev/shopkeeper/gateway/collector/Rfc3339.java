package dev.shopkeeper.gateway.collector;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@code date-time} of RFC 3339, section 5.6, and nothing looser: {@code 2026-11-01T08:30:00.123Z}. Several
 * times as fast as {@link java.time.format.DateTimeFormatter}, which the collector would feel.
 */
final class Rfc3339 {

    private Rfc3339() {}

    /** The instant, or null if the text is no such time. Fractions finer than a nanosecond are cut. */
    static @Nullable Instant parse(String text) {
        int length = text.length();
        if (length < 20 || length > 40 || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return null;
        }
        char separator = text.charAt(10);
        if ((separator != 'T' && separator != 't') || text.charAt(13) != ':' || text.charAt(16) != ':') {
            return null;
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 2);
        int day = digits(text, 8, 2);
        int hour = digits(text, 11, 2);
        int minute = digits(text, 14, 2);
        int second = digits(text, 17, 2);
        if ((year | month | day | hour | minute | second) < 0) {
            return null;
        }
        int position = 19;
        int nanos = 0;
        if (text.charAt(position) == '.') {
            int scale = 100_000_000;
            int first = ++position;
            while (position < length && isDigit(text.charAt(position))) {
                nanos += (text.charAt(position) - '0') * scale;
                scale /= 10;
                position++;
            }
            if (position == first || position == length) {
                return null;
            }
        }
        int offsetSeconds = offset(text, position);
        if (offsetSeconds == Integer.MIN_VALUE) {
            return null;
        }
        try {
            return LocalDateTime.of(year, month, day, hour, minute, second, nanos)
                    .toInstant(ZoneOffset.UTC)
                    .minusSeconds(offsetSeconds);
        } catch (DateTimeException e) {
            return null; // the 30th of February, hour 24
        }
    }

    private static int offset(String text, int position) {
        char sign = text.charAt(position);
        if (sign == 'Z' || sign == 'z') {
            return text.length() == position + 1 ? 0 : Integer.MIN_VALUE;
        }
        if ((sign != '+' && sign != '-') || text.length() != position + 6 || text.charAt(position + 3) != ':') {
            return Integer.MIN_VALUE;
        }
        int hours = digits(text, position + 1, 2);
        int minutes = digits(text, position + 4, 2);
        if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
            return Integer.MIN_VALUE;
        }
        int seconds = hours * 3600 + minutes * 60;
        return sign == '-' ? -seconds : seconds;
    }

    private static int digits(String text, int from, int count) {
        int number = 0;
        for (int i = from; i < from + count; i++) {
            char digit = text.charAt(i);
            if (!isDigit(digit)) {
                return -1;
            }
            number = number * 10 + digit - '0';
        }
        return number;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
