package dev.shopkeeper.recommendation.filter;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A condition on items, read from an expression such as
 *
 * <pre>category = 'shoes' and price &lt;= 100 and not brand in ('A', "B") and (attributes.color = 'red' or consumable)</pre>
 *
 * <p><b>Fields.</b> Text: {@code category} (any of the item's), {@code brand}, {@code merchant}, {@code item_id},
 * {@code item_group}. Numbers: {@code price} (in force, in the item's own currency), {@code stock} (units available at
 * all locations). Time: {@code updated_at}. Yes or no, and a condition by itself: {@code consumable}. Attributes:
 * {@code attributes.color}, {@code attributes['name with blanks']}; their text is read as a number where it is compared
 * with one.
 *
 * <p><b>Comparisons.</b> {@code = != < <= > >=}, {@code in (…)}, {@code not in (…)}, {@code exists FIELD}; joined by
 * {@code not}, {@code and}, {@code or} (which bind in this order) and parentheses. Words of the language may be written
 * in capitals. Texts stand in single or double quotes, with {@code \\ \' \" \n \t \}{@code u0041} for what cannot stand
 * in them; they are equal if their characters are, and ordered by code point. Numbers are decimal and exact:
 * {@code 0.10} is {@code 0.1}. Times are {@code '2026-05-06'} (its first instant in UTC) or
 * {@code '2026-05-06T12:00:00+08:00'}.
 *
 * <p><b>What is absent</b> (no brand, no price in force, unknown stock, an attribute the item does not have or, where a
 * number is asked, whose text is none) makes every comparison false, {@code !=} and {@code not in} too; {@code not}
 * turns that into true. So {@code brand != 'A'} wants a brand that is another one, {@code not brand = 'A'} is content
 * with none. Of several categories one is enough for {@code = in < <= > >=}; {@code !=} and {@code not in} want some
 * category and none of those named.
 *
 * <p><b>Limits.</b> {@value #MAX_LENGTH} characters, as written and in the canonical form; {@value #MAX_DEPTH}
 * parentheses and {@code not}s in one another; {@value #MAX_TERMS} terms, of which each comparison, each condition and
 * each value of a list is one. Reading is one pass without going back. Immutable and safe for all threads; equal to
 * another filter if their canonical forms are equal.
 */
public final class Filter {

    /** Characters (code points) of an expression, at most. */
    public static final int MAX_LENGTH = 2_000;

    /** Parentheses and {@code not}s in one another, at most. */
    public static final int MAX_DEPTH = 50;

    /** Comparisons, conditions and values of lists, at most. */
    public static final int MAX_TERMS = 200;

    private final Condition condition;
    private final String canonical;

    private Filter(Condition condition, String canonical) {
        this.condition = condition;
        this.canonical = canonical;
    }

    /**
     * Reads an expression.
     *
     * @throws FilterException if it cannot be read, or is larger than the limits
     */
    public static Filter parse(String expression) {
        int length = expression.codePointCount(0, expression.length());
        if (length > MAX_LENGTH) {
            throw tooLong(length + " characters");
        }
        Condition condition = new Parser(expression).parse();
        String canonical = Canonical.of(condition);
        int written = canonical.codePointCount(0, canonical.length());
        if (written > MAX_LENGTH) {
            throw tooLong(written + " characters in the canonical form");
        }
        return new Filter(condition, canonical);
    }

    private static FilterException tooLong(String found) {
        return new FilterException(
                MAX_LENGTH + 1,
                found,
                "at most " + MAX_LENGTH,
                "Maybe several comparisons of one field can be one list, FIELD in (…)?");
    }

    /**
     * Whether the condition holds of an item.
     *
     * @param price in force, in the item's own currency; null if there is none
     * @param stock units available at all locations; null if unknown
     */
    public boolean matches(FilterableItem item, @Nullable BigDecimal price, @Nullable Long stock) {
        return condition.holds(new Facts(item, price, stock == null ? null : BigDecimal.valueOf(stock)));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Filter filter && filter.canonical.equals(canonical);
    }

    @Override
    public int hashCode() {
        return canonical.hashCode();
    }

    /** The canonical form, which {@link #parse} reads as an equal filter: one spelling of each word, value and blank. */
    @Override
    public String toString() {
        return canonical;
    }
}
