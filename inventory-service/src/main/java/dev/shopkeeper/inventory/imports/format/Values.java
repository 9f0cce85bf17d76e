package dev.shopkeeper.inventory.imports.format;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reading the values of dirty files. */
final class Values {

    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d{1,15})(\\.\\d{0,12})?|[+-]?\\.\\d{1,12}");
    private static final Pattern SCIENTIFIC = Pattern.compile("[+-]?\\d(\\.\\d{1,15})?[eE][+-]?\\d{1,2}");
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<DateTimeFormatter> LOCAL_TIMES = List.of(
            new DateTimeFormatterBuilder()
                    .append(DateTimeFormatter.ISO_LOCAL_DATE)
                    .appendLiteral(' ')
                    .append(DateTimeFormatter.ISO_LOCAL_TIME)
                    .toFormatter(Locale.ROOT),
            DateTimeFormatter.ISO_LOCAL_DATE_TIME,
            DateTimeFormatter.ofPattern("M/d/yyyy H:mm", Locale.ROOT),
            DateTimeFormatter.ofPattern("M/d/yyyy H:mm:ss", Locale.ROOT));

    private Values() {}

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** A whole number, also in the spelling {@code 6.0} of spreadsheets, or null. */
    static @Nullable Long whole(String text) {
        BigDecimal number = decimal(text);
        try {
            return number == null ? null : number.longValueExact();
        } catch (ArithmeticException e) {
            return null;
        }
    }

    /** A decimal number with a point, or null. */
    static @Nullable BigDecimal decimal(String text) {
        if (!DECIMAL.matcher(text).matches() && !SCIENTIFIC.matcher(text).matches()) {
            return null;
        }
        return new BigDecimal(text);
    }

    /** An amount as the platform writes it, of at most four decimal places, or null where it has more. */
    static @Nullable String amount(BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        if (stripped.scale() > 4) {
            return null;
        }
        return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
    }

    /** {@code {"amount":…,"currency":…}}. */
    static ObjectNode money(String amount, String currency) {
        return object().put("amount", amount).put("currency", currency);
    }

    /** A time: ISO 8601 with offset, or local in the zone given, or a date alone (its first moment); else null. */
    static @Nullable Instant time(String text, ZoneId zone) {
        if (text.length() > 10 && (text.endsWith("Z") || text.indexOf('+', 10) > 0 || text.lastIndexOf('-') > 9)) {
            try {
                return OffsetDateTime.parse(text.replace(' ', 'T')).toInstant();
            } catch (DateTimeException e) {
                return null;
            }
        }
        for (DateTimeFormatter format : LOCAL_TIMES) {
            try {
                return LocalDateTime.parse(text, format).atZone(zone).toInstant();
            } catch (DateTimeException e) {
                continue;
            }
        }
        try {
            return LocalDate.parse(text).atStartOfDay(zone).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** An id that the same words always give. */
    static String derivedId(String... parts) {
        return UUID.nameUUIDFromBytes(String.join("\n", parts).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** Text cut to a length without tearing a character apart. */
    static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }

    /** Text without control characters, which come from broken exports; line breaks and tabs become blanks. */
    static String clean(String text) {
        if (text.chars().noneMatch(Character::isISOControl)) {
            return text.strip();
        }
        StringBuilder clean = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (c == '\n' || c == '\r' || c == '\t') {
                clean.append(' ');
            } else if (!Character.isISOControl(c)) {
                clean.appendCodePoint(c);
            }
        });
        return clean.toString().strip();
    }

    /** Text without HTML tags. */
    static String plainText(String html) {
        return clean(html.replaceAll("(?is)<(script|style)\\b[^>]{0,500}>.{0,20000}?</\\1>", " ")
                        .replaceAll("<[^>]{0,2000}>", " ")
                        .replace("&nbsp;", " ")
                        .replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&quot;", "\"")
                        .replace("&#39;", "'")
                        .replace("&amp;", "&"))
                .replaceAll(" {2,}", " ");
    }
}
