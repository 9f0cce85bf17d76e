package dev.shopkeeper.inventory.input;

import dev.shopkeeper.events.Money;
import dev.shopkeeper.starter.problem.Violation;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeType;

/**
 * The fields of one JSON object, read strictly. A reader asks for each field it knows and calls {@link #end()} last; all
 * that is wrong is collected as violations whose names start with the object's path. JSON null counts as absent. Not
 * thread-safe.
 */
public final class JsonFields {

    /** Longest id, in characters. */
    public static final int ID_LENGTH = 128;

    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,15}(\\.\\d{1,4})?");
    private static final int SHOWN_VALUE_LENGTH = 120;

    private final JsonNode node;
    private final String path;
    private final List<Violation> violations;
    private final Set<String> known = new HashSet<>();

    private JsonFields(JsonNode node, String path, List<Violation> violations) {
        this.node = node;
        this.path = path;
        this.violations = violations;
    }

    /** The fields of a node, or null with a violation where the node is no object. */
    public static @Nullable JsonFields of(@Nullable JsonNode node, String path, List<Violation> violations) {
        if (node == null || !node.isObject()) {
            violations.add(new Violation(path, shown(node), "must be a JSON object"));
            return null;
        }
        return new JsonFields(node, path, violations);
    }

    /** An id of 1 to 128 characters without control characters; required. An empty string where it is unusable. */
    public String requiredId(String name) {
        String id = id(name);
        if (id == null && !present(name)) {
            missing(name);
        }
        return id == null ? "" : id;
    }

    /** An id of 1 to 128 characters without control characters, or null. */
    public @Nullable String id(String name) {
        String text = rawText(name);
        if (text == null) {
            return null;
        }
        String fault = idFault(text);
        if (fault != null) {
            violation(name, text, fault);
            return null;
        }
        return text;
    }

    /** What is wrong with an id, or null. */
    public static @Nullable String idFault(String id) {
        if (id.isBlank()) {
            return "must not be blank";
        }
        if (id.length() > ID_LENGTH) {
            return "must be at most " + ID_LENGTH + " characters, is " + id.length();
        }
        if (id.codePoints().anyMatch(Character::isISOControl)) {
            return "must not contain control characters";
        }
        return hasLoneSurrogate(id) ? "is not valid Unicode" : null;
    }

    /** Text of at most this many characters, or null. Line breaks and tabs are the only control characters allowed. */
    public @Nullable String text(String name, int maximumLength) {
        String text = rawText(name);
        if (text == null) {
            return null;
        }
        return checkedText(path(name), text, maximumLength) ? text : null;
    }

    private boolean checkedText(String fullName, String text, int maximumLength) {
        if (text.length() > maximumLength) {
            violations.add(new Violation(
                    fullName, shorten(text), "must be at most " + maximumLength + " characters, is " + text.length()));
            return false;
        }
        if (text.codePoints().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t')) {
            violations.add(new Violation(fullName, shorten(text), "must not contain control characters"));
            return false;
        }
        if (hasLoneSurrogate(text)) {
            violations.add(new Violation(fullName, null, "is not valid Unicode"));
            return false;
        }
        return true;
    }

    /** A whole number within bounds, or null. */
    public @Nullable Long integer(String name, long minimum, long maximum) {
        JsonNode value = take(name);
        if (value == null) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            violation(name, shown(value), "must be a whole number from " + minimum + " to " + maximum);
            return null;
        }
        long number = value.longValue();
        if (number < minimum || number > maximum) {
            violation(name, number, "must be from " + minimum + " to " + maximum);
            return null;
        }
        return number;
    }

    /** True, false or null. */
    public @Nullable Boolean bool(String name) {
        JsonNode value = take(name);
        if (value == null) {
            return null;
        }
        if (!value.isBoolean()) {
            violation(name, shown(value), "must be true or false");
            return null;
        }
        return value.booleanValue();
    }

    /** A finite number within bounds, or null. */
    public @Nullable Double number(String name, double minimum, double maximum) {
        JsonNode value = take(name);
        if (value == null) {
            return null;
        }
        double number = value.isNumber() ? value.doubleValue() : Double.NaN;
        if (!(number >= minimum && number <= maximum)) {
            violation(name, shown(value), "must be a number from " + minimum + " to " + maximum);
            return null;
        }
        return number;
    }

    /** An ISO-8601 instant with offset, in the years 1970 to 2100, or null. */
    public @Nullable Instant instant(String name) {
        String text = rawText(name);
        if (text == null) {
            return null;
        }
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            if (time.getYear() < 1970 || time.getYear() > 2100) {
                violation(name, text, "must lie in the years 1970 to 2100");
                return null;
            }
            return time.toInstant();
        } catch (DateTimeException e) {
            violation(name, shorten(text), "must be an ISO-8601 time with offset such as 2026-01-31T09:30:00Z");
            return null;
        }
    }

    /** An amount that is not negative, or null. */
    public @Nullable Money money(String name) {
        JsonNode value = take(name);
        if (value == null) {
            return null;
        }
        JsonFields fields = of(value, path(name), violations);
        if (fields == null) {
            return null;
        }
        int before = violations.size();
        JsonNode amountNode = fields.take("amount");
        JsonNode currencyNode = fields.take("currency");
        fields.end();
        String amountPath = path(name) + ".amount";
        BigDecimal amount = null;
        if (amountNode == null) {
            violations.add(new Violation(amountPath, null, "is required"));
        } else if (!amountNode.isString()) {
            violations.add(new Violation(
                    amountPath, shown(amountNode), "must be a decimal string such as \"12.30\", not a JSON number"));
        } else if (!DECIMAL.matcher(amountNode.stringValue()).matches()) {
            violations.add(new Violation(
                    amountPath,
                    shown(amountNode),
                    "must be a decimal string of at most 15 digits and 4 decimal places"));
        } else {
            amount = new BigDecimal(amountNode.stringValue());
            if (amount.signum() < 0) {
                violations.add(new Violation(amountPath, shown(amountNode), "must not be negative"));
            }
        }
        String currencyPath = path(name) + ".currency";
        String currency = null;
        if (currencyNode == null) {
            violations.add(new Violation(currencyPath, null, "is required"));
        } else if (!currencyNode.isString() || !Monies.isCurrency(currencyNode.stringValue())) {
            violations.add(new Violation(currencyPath, shown(currencyNode), "is no ISO 4217 currency code"));
        } else {
            currency = currencyNode.stringValue();
        }
        return violations.size() > before || amount == null || currency == null ? null : new Money(amount, currency);
    }

    /** A list of texts, empty where absent. */
    public List<String> texts(String name, int maximumEntries, int maximumLength) {
        JsonNode value = take(name);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            violation(name, shown(value), "must be a list of strings");
            return List.of();
        }
        if (value.size() > maximumEntries) {
            violation(name, value.size(), "must have at most " + maximumEntries + " entries");
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            JsonNode entry = value.get(i);
            String entryPath = path(name) + "[" + i + "]";
            if (!entry.isString() || entry.stringValue().isBlank()) {
                violations.add(new Violation(entryPath, shown(entry), "must be a string that is not blank"));
            } else if (checkedText(entryPath, entry.stringValue(), maximumLength)) {
                texts.add(entry.stringValue());
            }
        }
        return List.copyOf(texts);
    }

    /** A map of texts in the order of its keys, empty where absent. */
    public Map<String, String> textMap(String name, int maximumEntries, int maximumKeyLength, int maximumLength) {
        JsonNode value = take(name);
        if (value == null) {
            return Map.of();
        }
        if (!value.isObject()) {
            violation(name, shown(value), "must be an object of strings");
            return Map.of();
        }
        if (value.size() > maximumEntries) {
            violation(name, value.size(), "must have at most " + maximumEntries + " entries");
            return Map.of();
        }
        Map<String, String> texts = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            String entryPath = path(name) + "." + shorten(entry.getKey());
            if (entry.getKey().isBlank()) {
                violations.add(new Violation(entryPath, entry.getKey(), "must have a name that is not blank"));
            } else if (!entry.getValue().isString()) {
                violations.add(new Violation(entryPath, shown(entry.getValue()), "must be a string"));
            } else if (checkedText(entryPath, entry.getKey(), maximumKeyLength)
                    && checkedText(entryPath, entry.getValue().stringValue(), maximumLength)) {
                texts.put(entry.getKey(), entry.getValue().stringValue());
            }
        }
        return texts;
    }

    /** The raw value of a field, taken as known; null where absent. */
    public @Nullable JsonNode take(String name) {
        known.add(name);
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : value;
    }

    public boolean present(String name) {
        JsonNode value = node.get(name);
        return value != null && !value.isNull();
    }

    /** Adds a violation for a field of this object. */
    public void violation(String name, @Nullable Object value, String message) {
        violations.add(new Violation(path(name), value, message));
    }

    public void missing(String name) {
        violation(name, null, "is required");
    }

    /** Refuses every field that nobody asked for. */
    public void end() {
        for (String name : node.propertyNames()) {
            if (!known.contains(name)) {
                violation(shorten(name), shown(node.get(name)), "is not a known field");
            }
        }
    }

    private @Nullable String rawText(String name) {
        JsonNode value = take(name);
        if (value == null) {
            return null;
        }
        if (!value.isString()) {
            violation(name, shown(value), "must be a string");
            return null;
        }
        return value.stringValue();
    }

    private String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static boolean hasLoneSurrogate(String text) {
        return text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    /** A value as it may be shown in an error: short, and structures by their kind only. */
    public static @Nullable Object shown(@Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return null;
        }
        if (value.isString()) {
            return shorten(value.stringValue());
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.longValue();
        }
        if (value.getNodeType() == JsonNodeType.NUMBER) {
            return shorten(value.asString());
        }
        return value.isArray() ? "a list" : "an object";
    }

    /** Text shortened for an error message. */
    public static String shorten(String text) {
        if (text.length() <= SHOWN_VALUE_LENGTH) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(SHOWN_VALUE_LENGTH - 1))
                ? SHOWN_VALUE_LENGTH - 1
                : SHOWN_VALUE_LENGTH;
        return text.substring(0, end) + "…";
    }
}
