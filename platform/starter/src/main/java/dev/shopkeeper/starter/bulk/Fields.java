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
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of one JSON object, read strictly: what is missing, of the wrong type, out of bounds or unknown is noted by
 * name and value, and reading goes on, so that the caller hears of everything at once. Where a required field is bad its
 * method returns a harmless stand-in; it never gets out, since an object with violations is refused as a whole. A field
 * with {@code null} is a field that is absent. A reader asks for all its fields whatever their values are, since what it
 * asks for is its schema too ({@link #schema}). Not thread-safe.
 */
public final class Fields {

    private static final String AMOUNT_TAKEN = "\\d{1,14}(\\.\\d{1,4})?";
    private static final Pattern AMOUNT = Pattern.compile("-?" + AMOUNT_TAKEN);
    private static final Pattern RFC_3339 = Pattern.compile(
            "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)", Pattern.CASE_INSENSITIVE);
    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());
    private static final Money NO_MONEY = Money.of("0", "XXX");
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
    private static final ObjectNode NOTHING = JsonNodeFactory.instance.objectNode();
    private static final int ID_LENGTH = 128;
    private static final int SHOWN_LENGTH = 100;

    private final JsonNode object;
    private final String path;
    private final List<Violation> violations;
    private final Instant now;
    private final @Nullable Shape shape;
    private final Set<String> known = new HashSet<>();

    private Fields(JsonNode object, String path, List<Violation> violations, Instant now, @Nullable Shape shape) {
        this.object = object;
        this.path = path;
        this.violations = violations;
        this.now = now;
        this.shape = shape;
    }

    /**
     * Reads a whole request body.
     *
     * @param now what is the past is told by
     * @throws ProblemException 400 naming every bad field
     */
    public static <T> T body(JsonNode body, Instant now, Function<Fields, T> reader) {
        if (!body.isObject()) {
            throw ProblemException.invalid("body", shown(body), "must be an object");
        }
        List<Violation> violations = new ArrayList<>();
        T value = read(body, "", violations, now, reader);
        if (!violations.isEmpty() || value == null) {
            throw ProblemException.invalid(violations);
        }
        return value;
    }

    /** Reads one object; null, with violations added, if anything is wrong with it. */
    public static <T> @Nullable T entry(
            JsonNode node, Instant now, List<Violation> violations, Function<Fields, T> reader) {
        int before = violations.size();
        T value = read(node, "", violations, now, reader);
        return violations.size() > before ? null : value;
    }

    /** The JSON Schema of the objects that a reader takes. It is called, with nothing to read. */
    public static ObjectNode schema(Function<Fields, ?> reader) {
        Shape shape = new Shape();
        describe(shape, reader);
        return shape.schema();
    }

    static void describe(Shape shape, Function<Fields, ?> reader) {
        var _ = reader.apply(new Fields(NOTHING, "", new ArrayList<>(), Instant.EPOCH, shape));
    }

    private static <T> @Nullable T read(
            JsonNode node, String path, List<Violation> violations, Instant now, Function<Fields, T> reader) {
        if (!node.isObject()) {
            violations.add(new Violation(path, shown(node), "must be an object"));
            return null;
        }
        Fields fields = new Fields(node, path, violations, now, null);
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
        return textOrNull(name, ID_LENGTH);
    }

    /** Text of 1 to {@code maximum} characters. */
    public String text(String name, int maximum) {
        String value = textOrNull(name, maximum);
        return value == null ? missing(name, "") : value;
    }

    /** Optional text. */
    public @Nullable String textOrNull(String name, int maximum) {
        describe(name, () -> Shape.text(maximum, false));
        JsonNode node = field(name);
        return node == null ? null : checked(name(name), node, maximum, false, false);
    }

    /** Text that people wrote and that no error may repeat; line breaks are allowed in it. */
    public String personalText(String name, int maximum) {
        String value = linesOrNull(name, maximum, true);
        return value == null ? missing(name, "") : value;
    }

    /** Optional text in which line breaks and tabs are allowed. */
    public @Nullable String linesOrNull(String name, int maximum) {
        return linesOrNull(name, maximum, false);
    }

    private @Nullable String linesOrNull(String name, int maximum, boolean personal) {
        describe(name, () -> Shape.text(maximum, true));
        JsonNode node = field(name);
        return node == null ? null : checked(name(name), node, maximum, true, personal);
    }

    /** Optional text of a form that its bearer names; the text is shown in errors unless it may be personal. */
    public @Nullable String formedOrNull(String name, int maximum, Pattern form, boolean personal, String message) {
        describe(name, () -> Shape.matching("^" + form.pattern() + "$").put("maxLength", maximum));
        JsonNode node = field(name);
        if (node == null) {
            return null;
        }
        if (!node.isString()
                || node.asString().length() > maximum
                || !form.matcher(node.asString()).matches()) {
            refuse(name, personal ? null : shown(node), message);
            return null;
        }
        return node.asString();
    }

    /** One of a few words. */
    public String oneOf(String name, List<String> words) {
        String value = oneOfOrNull(name, words);
        return value == null ? missing(name, words.getFirst()) : value;
    }

    /** One of a few words, or null where there is none. */
    public @Nullable String oneOfOrNull(String name, List<String> words) {
        String value = textOrNull(name, ID_LENGTH);
        describe(name, () -> Shape.words(words));
        if (value != null && !words.contains(value)) {
            refuse(name, value, "must be one of " + String.join(", ", words));
            return null;
        }
        return value;
    }

    /** A whole number within bounds, both included. */
    public long whole(String name, long least, long most) {
        Long value = wholeOrNull(name, least, most);
        return value == null ? missing(name, least) : value;
    }

    /** An optional whole number within bounds, both included. */
    public @Nullable Long wholeOrNull(String name, long least, long most) {
        describe(name, () -> Shape.whole(least, most));
        JsonNode node = field(name);
        if (node == null) {
            return null;
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
        describe(name, () -> Shape.number(least, most));
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
        describe(name, () -> Shape.type("boolean"));
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
        describe(name, () -> Shape.money(AMOUNT_TAKEN));
        JsonNode node = field(name);
        return node == null
                ? null
                : read(node, name(name), violations, now, fields -> {
                    JsonNode amount = fields.field("amount");
                    String currency = fields.text("currency", 16);
                    if (!currency.isEmpty() && !isCurrency(currency)) {
                        fields.refuse(
                                "currency", currency, "unknown currency. Maybe an ISO 4217 code such as CNY is meant?");
                        currency = "";
                    }
                    BigDecimal units = fields.amount(amount);
                    return currency.isEmpty() ? NO_MONEY : new Money(units, currency);
                });
    }

    /** Whether this is a code of ISO 4217. */
    public static boolean isCurrency(String code) {
        return CURRENCIES.contains(code);
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
        describe(name, () -> Shape.time("From 1900 to 2199, with its offset."));
        JsonNode node = field(name);
        if (node == null) {
            return null;
        }
        try {
            Instant value = node.isString() && RFC_3339.matcher(node.asString()).matches()
                    ? OffsetDateTime.parse(node.asString()).toInstant()
                    : null;
            if (value != null && !value.isBefore(EARLIEST) && value.isBefore(LATEST)) {
                return value;
            }
        } catch (DateTimeException notATime) {
            // falls through to the refusal, which names the field and its value
        }
        refuse(name, shown(node), "must be a time from 1900 to 2199 with its offset, 2026-01-31T08:00:00Z");
        return Instant.EPOCH;
    }

    /** A time that is not in the future, five minutes of clock skew aside. */
    public Instant past(String name) {
        Instant value = pastOrNull(name);
        return value == null ? missing(name, Instant.EPOCH) : value;
    }

    /** A time that is not in the future, five minutes of clock skew aside; where it is absent, now. */
    public Instant pastOrNow(String name) {
        Instant value = pastOrNull(name);
        describe(name, () -> Shape.time("Not in the future; absent means now."));
        return value == null ? now : value;
    }

    /** An optional time that is not in the future, five minutes of clock skew aside. */
    public @Nullable Instant pastOrNull(String name) {
        Instant value = timeOrNull(name);
        describe(name, () -> Shape.time("Not in the future."));
        if (value != null && value.isAfter(now.plus(CLOCK_SKEW))) {
            refuse(name, value.toString(), "is in the future");
        }
        return value;
    }

    /** An object. */
    public <T> T object(String name, Function<Fields, T> reader) {
        T value = objectOrNull(name, reader);
        return value == null
                ? missing(name, reader.apply(new Fields(NOTHING, "", new ArrayList<>(), now, null)))
                : value;
    }

    /** An optional object. */
    public <T> @Nullable T objectOrNull(String name, Function<Fields, T> reader) {
        describe(name, () -> schema(reader));
        JsonNode node = field(name);
        return node == null ? null : read(node, name(name), violations, now, reader);
    }

    /** A list of {@code least} to {@code most} objects; absent counts as empty. */
    public <T> List<T> list(String name, int least, int most, Function<Fields, T> reader) {
        describe(name, () -> Shape.list(least, most, schema(reader)));
        JsonNode node = listNode(name, least, most);
        List<T> values = new ArrayList<>();
        for (int index = 0; node != null && index < node.size(); index++) {
            T value = read(node.get(index), name(name) + "[" + index + "]", violations, now, reader);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    /** An optional list of at most {@code most} identifiers. */
    public List<String> ids(String name, int most) {
        return texts(name, most, ID_LENGTH);
    }

    /** A list of {@code least}, at least one, to {@code most} identifiers. */
    public List<String> ids(String name, int least, int most) {
        return texts(name, least, most, ID_LENGTH);
    }

    /** A list of 1 to {@code most} identifiers, or null where there is none: an empty list is a mistake, not everything. */
    public @Nullable List<String> idsOrNull(String name, int most) {
        describe(name, () -> Shape.list(1, most, Shape.text(ID_LENGTH, false)));
        return field(name) == null ? null : ids(name, 1, most);
    }

    /** An optional list of at most {@code most} texts of 1 to {@code maximum} characters. */
    public List<String> texts(String name, int most, int maximum) {
        return texts(name, 0, most, maximum);
    }

    private List<String> texts(String name, int least, int most, int maximum) {
        describe(name, () -> Shape.list(least, most, Shape.text(maximum, false)));
        JsonNode node = listNode(name, least, most);
        List<String> values = new ArrayList<>();
        for (int index = 0; node != null && index < node.size(); index++) {
            String value = checked(name(name) + "[" + index + "]", node.get(index), maximum, false, false);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    /**
     * Texts by name, in the order of their names; absent counts as empty.
     *
     * @param form of the names
     * @param maximum length of a text
     */
    public Map<String, String> texts(String name, int least, int most, Pattern form, int maximum) {
        describe(
                name,
                () -> Shape.map(least, most, Shape.matching("^" + form.pattern() + "$"), Shape.text(maximum, true)));
        Map<String, String> values = new TreeMap<>();
        JsonNode node = field(name);
        if (node == null) {
            if (least > 0) {
                missing(name, values);
            }
            return values;
        }
        if (!node.isObject() || node.size() < least || node.size() > most) {
            refuse(
                    name,
                    node.isObject() ? node.size() + " entries" : shown(node),
                    "must be an object of " + least + " to " + most + " texts");
            return values;
        }
        node.properties().forEach(each -> {
            String place = name(name) + "." + shortened(each.getKey());
            if (!form.matcher(each.getKey()).matches()) {
                violations.add(new Violation(place, shortened(each.getKey()), "must be named like " + form.pattern()));
            }
            String value = checked(place, each.getValue(), maximum, true, false);
            values.put(each.getKey(), value == null ? "" : value);
        });
        return values;
    }

    /** Gives the document an example of a field that has been read: what its type cannot tell, {@code 08:30}. */
    public void example(String name, String example) {
        if (shape != null) {
            shape.example(name, example);
        }
    }

    /** Where one of these two is there, the other has to be. */
    public void together(String one, String other) {
        if (shape != null) {
            shape.together(one, other);
        } else if ((field(one) == null) != (field(other) == null)) {
            boolean first = field(one) == null;
            refuse(first ? one : other, null, "is missing beside " + (first ? other : one));
        }
    }

    /** Notes something wrong with a field that its type cannot tell. */
    public void refuse(String name, @Nullable Object value, String message) {
        violations.add(new Violation(name(name), value, message));
    }

    private @Nullable JsonNode listNode(String name, int least, int most) {
        JsonNode node = field(name);
        if (node == null) {
            if (least > 0) {
                missing(name, least);
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

    private @Nullable String checked(String place, JsonNode node, int maximum, boolean lineBreaks, boolean personal) {
        String wrong = !node.isString() ? "must be a string" : refusal(node.asString(), maximum, lineBreaks);
        if (wrong == null) {
            return node.asString();
        }
        violations.add(new Violation(place, personal ? null : shown(node), wrong));
        return "";
    }

    /** What is wrong with an identifier that stands elsewhere than in a body; null if nothing is. */
    public static @Nullable String refuseId(String id) {
        return refusal(id, ID_LENGTH, false);
    }

    private static @Nullable String refusal(String value, int maximum, boolean lineBreaks) {
        if (value.isBlank() || value.codePointCount(0, value.length()) > maximum) {
            return "must have 1 to " + maximum + " characters, not only blanks";
        }
        return isClean(value, lineBreaks) ? null : "must not have control characters or halves of surrogate pairs";
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

    private void describe(String name, Supplier<ObjectNode> type) {
        if (shape != null) {
            shape.property(name, type.get());
        }
    }

    private <T> T missing(String name, T standIn) {
        if (shape != null) {
            shape.require(name);
        } else if (field(name) == null) {
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

    /** A value as an error may show it: short, and structures by their kind only. */
    public static @Nullable Object shown(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        if (node.isContainer()) {
            return node.isArray() ? "a list" : "an object";
        }
        return shortened(node.asString());
    }

    /** Text as an error may show it. */
    public static String shortened(String value) {
        if (value.length() <= SHOWN_LENGTH) {
            return value;
        }
        boolean halved = Character.isHighSurrogate(value.charAt(SHOWN_LENGTH - 1));
        return value.substring(0, halved ? SHOWN_LENGTH - 1 : SHOWN_LENGTH) + "…";
    }
}
