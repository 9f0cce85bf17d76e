package dev.shopkeeper.starter.bulk;

import dev.shopkeeper.events.Money;
import dev.shopkeeper.starter.problem.ProblemException;
import dev.shopkeeper.starter.problem.Violation;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The fields of one JSON object, read strictly: what is missing, of the wrong type, out of bounds or unknown is noted by
 * name and value, and reading goes on, so that the caller hears of everything at once. Where a required field is bad its
 * method returns a harmless stand-in; it never gets out, since an object with violations is refused as a whole. A field
 * with {@code null} is a field that is absent. Not thread-safe.
 */
public final class Fields {

    private static final Pattern AMOUNT = Pattern.compile("-?\\d{1,14}(\\.\\d{1,4})?");
    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());
    private static final Money NO_MONEY = Money.of("0", "XXX");
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
    private static final int ID_LENGTH = 128;
    private static final int SHOWN_LENGTH = 100;

    private final JsonNode object;
    private final String path;
    private final List<Violation> violations;
    private final Set<String> known = new HashSet<>();

    private Fields(JsonNode object, String path, List<Violation> violations) {
        this.object = object;
        this.path = path;
        this.violations = violations;
    }

    /**
     * Reads a whole request body.
     *
     * @throws ProblemException 400 naming every bad field
     */
    public static <T> T body(JsonNode body, Function<Fields, T> reader) {
        List<Violation> violations = new ArrayList<>();
        T value = read(body, "", violations, reader);
        if (!violations.isEmpty() || value == null) {
            throw ProblemException.invalid(violations);
        }
        return value;
    }

    static <T> @Nullable T read(JsonNode node, String path, List<Violation> violations, Function<Fields, T> reader) {
        if (!node.isObject()) {
            violations.add(new Violation(path, shown(node), "must be an object"));
            return null;
        }
        Fields fields = new Fields(node, path, violations);
        T value = reader.apply(fields);
        fields.refuseUnknown();
        return value;
    }

    /** An identifier: 1 to 128 characters of any kind but control characters. */
    public String id(String name) {
        String value = idOrNull(name);
        return value == null ? missing(name, "") : value;
    }

    /** An optional identifier. */
    public @Nullable String idOrNull(String name) {
        return checkedText(name, ID_LENGTH, false);
    }

    /** Text of 1 to {@code maximum} characters. */
    public String text(String name, int maximum) {
        String value = textOrNull(name, maximum);
        return value == null ? missing(name, "") : value;
    }

    /** Optional text. */
    public @Nullable String textOrNull(String name, int maximum) {
        return checkedText(name, maximum, false);
    }

    /** Text that people wrote and that no error may repeat; line breaks are allowed in it. */
    public String personalText(String name, int maximum) {
        String value = checkedText(name, maximum, true);
        return value == null ? missing(name, "") : value;
    }

    /** One of a few words. */
    public String oneOf(String name, List<String> words) {
        String value = textOrNull(name, ID_LENGTH);
        if (value != null && !words.contains(value)) {
            refuse(name, value, "must be one of " + String.join(", ", words));
        }
        return value == null ? missing(name, words.getFirst()) : value;
    }

    /** A whole number within bounds, both included. */
    public long whole(String name, long least, long most) {
        JsonNode node = field(name);
        if (node == null) {
            return missing(name, least);
        }
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            refuse(name, shown(node), "must be a whole number");
            return least;
        }
        if (node.asLong() < least || node.asLong() > most) {
            refuse(name, node.asLong(), "must be from " + least + " to " + most);
            return least;
        }
        return node.asLong();
    }

    /** A number within bounds, both included. */
    public double number(String name, double least, double most) {
        Double value = numberOrNull(name, least, most);
        return value == null ? missing(name, least) : value;
    }

    /** An optional number within bounds, both included. */
    public @Nullable Double numberOrNull(String name, double least, double most) {
        JsonNode node = field(name);
        if (node == null) {
            return null;
        }
        if (!node.isNumber()) {
            refuse(name, shown(node), "must be a number");
            return least;
        }
        double value = node.asDouble();
        if (!(value >= least && value <= most)) {
            refuse(name, shown(node), "must be from " + least + " to " + most);
            return least;
        }
        return value;
    }

    /** An optional truth value. */
    public @Nullable Boolean truthOrNull(String name) {
        JsonNode node = field(name);
        if (node == null) {
            return null;
        }
        if (!node.isBoolean()) {
            refuse(name, shown(node), "must be true or false");
            return null;
        }
        return node.asBoolean();
    }

    /** An amount of money, not negative, exact to four decimals: {@code {"amount":"12.30","currency":"CNY"}}. */
    public Money money(String name) {
        Money value = moneyOrNull(name);
        return value == null ? missing(name, NO_MONEY) : value;
    }

    /** An optional amount of money. */
    public @Nullable Money moneyOrNull(String name) {
        return objectOrNull(name, fields -> {
            JsonNode amount = fields.field("amount");
            String currency = fields.text("currency", 16);
            if (!currency.isEmpty() && !CURRENCIES.contains(currency)) {
                fields.refuse("currency", currency, "unknown currency. Maybe an ISO 4217 code such as CNY is meant?");
                currency = "";
            }
            BigDecimal units = fields.amount(amount);
            return currency.isEmpty() ? NO_MONEY : new Money(units, currency);
        });
    }

    private BigDecimal amount(@Nullable JsonNode node) {
        if (node == null) {
            return missing("amount", BigDecimal.ZERO);
        }
        if (!node.isString()) {
            refuse("amount", shown(node), "must be a decimal string, \"12.30\", since a JSON number is not exact");
            return BigDecimal.ZERO;
        }
        if (!AMOUNT.matcher(node.asString()).matches()) {
            refuse("amount", shown(node), "must be a decimal of at most 14 digits before the point and 4 behind it");
            return BigDecimal.ZERO;
        }
        BigDecimal amount = new BigDecimal(node.asString());
        if (amount.signum() < 0) {
            refuse("amount", node.asString(), "must not be negative");
            return BigDecimal.ZERO;
        }
        return amount;
    }

    /** A time with its offset, {@code 2026-01-31T08:00:00Z}. */
    public Instant time(String name) {
        Instant value = timeOrNull(name);
        return value == null ? missing(name, Instant.EPOCH) : value;
    }

    /** An optional time with its offset. */
    public @Nullable Instant timeOrNull(String name) {
        JsonNode node = field(name);
        if (node == null) {
            return null;
        }
        try {
            Instant value =
                    node.isString() ? OffsetDateTime.parse(node.asString()).toInstant() : null;
            if (value != null && !value.isBefore(EARLIEST) && value.isBefore(LATEST)) {
                return value;
            }
        } catch (DateTimeException notATime) {
            // falls through to the refusal, which names the field and its value
        }
        refuse(name, shown(node), "must be a time from 1900 to 2199 with its offset, 2026-01-31T08:00:00Z");
        return Instant.EPOCH;
    }

    /** A time that is not after {@code now}, five minutes of clock skew aside. */
    public Instant past(String name, Instant now) {
        Instant value = pastOrNull(name, now);
        return value == null ? missing(name, Instant.EPOCH) : value;
    }

    /** An optional time that is not after {@code now}, five minutes of clock skew aside. */
    public @Nullable Instant pastOrNull(String name, Instant now) {
        Instant value = timeOrNull(name);
        if (value != null && value.isAfter(now.plus(CLOCK_SKEW))) {
            refuse(name, value.toString(), "is in the future");
        }
        return value;
    }

    /** An optional object. */
    public <T> @Nullable T objectOrNull(String name, Function<Fields, T> reader) {
        JsonNode node = field(name);
        return node == null ? null : read(node, name(name), violations, reader);
    }

    /** A list of {@code least} to {@code most} objects; absent counts as empty. */
    public <T> List<T> list(String name, int least, int most, Function<Fields, T> reader) {
        JsonNode node = listNode(name, least, most);
        List<T> values = new ArrayList<>();
        for (int index = 0; node != null && index < node.size(); index++) {
            T value = read(node.get(index), name(name) + "[" + index + "]", violations, reader);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    /** An optional list of at most {@code most} identifiers. */
    public List<String> ids(String name, int most) {
        JsonNode node = listNode(name, 0, most);
        List<String> values = new ArrayList<>();
        for (int index = 0; node != null && index < node.size(); index++) {
            String value = checked(name + "[" + index + "]", node.get(index), ID_LENGTH, false);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    /** Notes something wrong with a field that its type cannot tell. */
    public void refuse(String name, @Nullable Object value, String message) {
        violations.add(new Violation(name(name), value, message));
    }

    private @Nullable JsonNode listNode(String name, int least, int most) {
        JsonNode node = field(name);
        if (node == null) {
            if (least > 0) {
                refuse(name, null, "is missing");
            }
            return null;
        }
        if (!node.isArray()) {
            refuse(name, shown(node), "must be a list");
            return null;
        }
        if (node.size() < least || node.size() > most) {
            refuse(name, node.size() + " entries", "must have " + least + " to " + most + " entries");
            return null;
        }
        return node;
    }

    private @Nullable String checkedText(String name, int maximum, boolean personal) {
        JsonNode node = field(name);
        return node == null ? null : checked(name, node, maximum, personal);
    }

    private @Nullable String checked(String name, JsonNode node, int maximum, boolean personal) {
        Object shown = personal ? null : shown(node);
        if (!node.isString()) {
            refuse(name, shown, "must be a string");
            return "";
        }
        String value = node.asString();
        if (value.isBlank() || value.length() > maximum) {
            refuse(name, shown, "must have 1 to " + maximum + " characters, not only blanks");
            return "";
        }
        if (!isClean(value, personal)) {
            refuse(name, shown, "must not have control characters or halves of surrogate pairs");
            return "";
        }
        return value;
    }

    private static boolean isClean(String value, boolean lineBreaks) {
        return value.codePoints().noneMatch(point -> {
            boolean lineBreak = point == '\n' || point == '\r' || point == '\t';
            return Character.isISOControl(point) && !(lineBreaks && lineBreak)
                    || point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
        });
    }

    private @Nullable JsonNode field(String name) {
        known.add(name);
        JsonNode node = object.get(name);
        return node == null || node.isNull() ? null : node;
    }

    private <T> T missing(String name, T standIn) {
        if (field(name) == null) {
            refuse(name, null, "is missing");
        }
        return standIn;
    }

    private void refuseUnknown() {
        for (String name : object.propertyNames()) {
            if (!known.contains(name)) {
                refuse(shortened(name), null, "unknown field");
            }
        }
    }

    private String name(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    static @Nullable Object shown(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        if (node.isContainer()) {
            return node.isArray() ? "a list" : "an object";
        }
        return shortened(node.asString());
    }

    private static String shortened(String value) {
        return value.length() <= SHOWN_LENGTH ? value : value.substring(0, SHOWN_LENGTH) + "…";
    }
}
