package dev.shopkeeper.recommendation.filter;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What of an item is compared.
 *
 * @param values what is known of it, empty where it is absent: {@code String}, {@code BigDecimal}, {@code Instant} or
 *     {@code Boolean}, by type
 */
record Field(String name, Type type, Function<Facts, List<? extends Object>> values) {

    /** What values a field has, and so with what it may be compared. */
    enum Type {
        TEXT("a text, as in 'shoes'"),
        NUMBER("a number, as in 12.50"),
        TIME("a time, as in '2026-05-06' or '2026-05-06T12:00:00Z'"),
        TRUTH("true or false"),
        ATTRIBUTE("a text or a number");

        private final String wanted;

        Type(String wanted) {
            this.wanted = wanted;
        }

        /** What it may be compared with, in words. */
        String wanted() {
            return wanted;
        }
    }

    static final String ATTRIBUTES = "attributes";

    /** Texts of attributes that are longer are no numbers; reading them would take time. */
    private static final int MAX_DIGITS = 100;

    private static final Map<String, Field> KNOWN = Map.of(
            "category", new Field("category", Type.TEXT, facts -> facts.item().categories()),
            "brand", text("brand", FilterableItem::brand),
            "merchant", text("merchant", FilterableItem::merchantId),
            "item_id", text("item_id", FilterableItem::itemId),
            "item_group", text("item_group", FilterableItem::itemGroupId),
            "price", new Field("price", Type.NUMBER, facts -> oneOrNone(facts.price())),
            "stock", new Field("stock", Type.NUMBER, facts -> oneOrNone(facts.stock())),
            "updated_at",
                    new Field(
                            "updated_at",
                            Type.TIME,
                            facts -> List.of(facts.item().updatedAt())),
            "consumable",
                    new Field(
                            "consumable",
                            Type.TRUTH,
                            facts -> List.of(facts.item().consumable())));

    private static Field text(String name, Function<FilterableItem, @Nullable String> value) {
        return new Field(name, Type.TEXT, facts -> oneOrNone(value.apply(facts.item())));
    }

    private static <V> List<V> oneOrNone(@Nullable V value) {
        return value == null ? List.of() : List.of(value);
    }

    /** A field by its name, null if there is none of the name. */
    static @Nullable Field named(String name) {
        return KNOWN.get(name);
    }

    static Field attribute(String attribute) {
        String name =
                isWord(attribute) ? ATTRIBUTES + "." + attribute : ATTRIBUTES + "[" + Canonical.text(attribute) + "]";
        return new Field(
                name,
                Type.ATTRIBUTE,
                facts -> oneOrNone(facts.item().attributes().get(attribute)));
    }

    /** The same attribute read as a number, absent where its text is none. */
    Field asNumber() {
        return new Field(
                name,
                Type.NUMBER,
                facts -> values.apply(facts).stream()
                        .flatMap(value -> Stream.ofNullable(number(value.toString())))
                        .toList());
    }

    /** All names, sorted, in words. */
    static String names() {
        return String.join(", ", KNOWN.keySet().stream().sorted().toList()) + ", attributes.NAME, attributes['NAME']";
    }

    static Stream<String> known() {
        return Stream.concat(KNOWN.keySet().stream(), Stream.of(ATTRIBUTES)).sorted();
    }

    private static boolean isWord(String text) {
        return !text.isEmpty() && text.codePoints().allMatch(Field::isWordPart);
    }

    /** Whether a character may be part of a name that stands without quotes. */
    static boolean isWordPart(int codePoint) {
        return Character.isLetterOrDigit(codePoint) || codePoint == '_';
    }

    /** A decimal number without exponent, or null where the text is none. */
    static @Nullable BigDecimal number(String text) {
        int start = text.startsWith("-") ? 1 : 0;
        int point = text.indexOf('.');
        int whole = point < 0 ? text.length() : point;
        if (text.length() > MAX_DIGITS || !digits(text, start, whole)) {
            return null;
        }
        return point < 0 || digits(text, point + 1, text.length()) ? new BigDecimal(text) : null;
    }

    private static boolean digits(String text, int from, int to) {
        return from < to && text.substring(from, to).chars().allMatch(letter -> letter >= '0' && letter <= '9');
    }
}
