package dev.shopkeeper.recommendation.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of expressions that cannot be read. */
class BadFilterTests {

    static Stream<Arguments> expressions() {
        return Stream.of(
                bad("", 1, "the end", "a field", "missing"),
                bad("   ", 4, "the end", "a field", "missing"),
                bad("colour = 'red'", 1, "'colour'", "attributes.NAME", "Maybe 'attributes.colour'?"),
                bad("colour = 'red'", 1, "'colour'", "brand, category, consumable", "Maybe"),
                bad("brnad = 'A'", 1, "'brnad'", "one of the fields", "Maybe 'brand'?"),
                bad("Brand = 'A'", 1, "'Brand'", "one of the fields", "Maybe 'brand'?"),
                bad("merchant_id = 'A'", 1, "'merchant_id'", "one of the fields", "Maybe 'merchant'?"),
                bad("price = '10'", 9, "the text '10'", "a number", "without quotes"),
                bad("brand = 10", 9, "the number 10", "a text", "Maybe '10', in quotes?"),
                bad("brand = Nike", 9, "'Nike'", "a text", "Maybe 'Nike', in quotes?"),
                bad("price < ", 9, "the end", "a number", "missing"),
                bad("price in ()", 11, "')'", "a number", "missing"),
                bad("price in (1, '2')", 14, "the text '2'", "same kind", "without quotes"),
                bad("attributes.size in ('L', 2)", 26, "the number 2", "same kind", "in quotes"),
                bad("price in 1", 10, "the number 1", "'('", "in (…)"),
                bad("price in (1", 12, "the end", "',' or ')'", "missing"),
                bad("price not 5", 11, "the number 5", "'in'", "'not' before the field"),
                bad("price", 6, "the end", "= !=", "exists price"),
                bad("brand and price > 1", 7, "'and'", "= !=", "exists brand"),
                bad("price = 1 price = 2", 11, "'price'", "'and', 'or' or the end", "'and' is missing"),
                bad("price == 1", 8, "'='", "a number", "one '='"),
                bad("price = 1)", 10, "')'", "the end", "'(' is missing"),
                bad("(price = 1", 11, "the end", "')' of the '(' in column 1", "missing"),
                bad("brand = 'it's'", 13, "'s'", "'and', 'or' or the end", "a quote within the text"),
                bad("brand = 'it''s'", 13, "the text 's'", "'and', 'or' or the end", "a quote within the text"),
                bad("brand = 'A", 11, "the end", "text begun in column 9", "missing"),
                bad("brand = 'A\\'", 13, "the end", "text begun in column 9", "escaped"),
                bad("brand = 'A\\", 11, "the end", "one of", "backslash"),
                bad("brand = '\\x'", 10, "'\\x'", "one of", "backslash"),
                bad("brand = '\\u12g4'", 10, "'\\u'", "one of", "backslash"),
                bad("brand = ‘A’", 9, "'‘'", "a value", "straight quotes"),
                bad("brand ＝ 'A'", 7, "'＝'", "=", "English keyboard"),
                bad("😀 = 1", 1, "'😀'", "a field", "quotes"),
                bad("brand = '😀' & price = 1", 13, "'&'", "a field", "'and'"),
                bad("brand = 'A' || price = 1", 13, "'|'", "a field", "'or'"),
                bad("!consumable", 1, "'!'", "a field", "'not'"),
                bad("brand <> 'A'", 8, "'>'", "a text", "'!='"),
                bad("price > 1e5", 9, "'1e5'", "decimal point", "quotes"),
                bad("price > 1.2.3", 9, "'1.2.3'", "decimal point", "quotes"),
                bad("price > 5.", 9, "'5.'", "decimal point", "quotes"),
                bad("price > -", 9, "'-'", "a value", "-1"),
                bad("attributes.main-color = 'red'", 16, "'-'", "a field", "attributes['main-color']"),
                bad("consumable = 1", 14, "the number 1", "true or false", "'consumable' alone"),
                bad("consumable < true", 12, "'<'", "'and', 'or' or the end", "missing"),
                bad("updated_at > 'yesterday'", 14, "the text 'yesterday'", "'2026-05-06'", "two digits"),
                bad("updated_at > '2026-02-30'", 14, "the text '2026-02-30'", "'2026-05-06'", "two digits"),
                bad("updated_at > '2026-05-06T12:00:00'", 14, "the text", "a time", "offset"),
                bad("updated_at > '+99999-01-01'", 14, "the text", "0000 to 9999", "digit"),
                bad("updated_at > 2026", 14, "the number 2026", "a time", "in quotes"),
                bad("attributes = 'x'", 12, "'='", "'.' or '['", "attributes.color"),
                bad("attributes. color = 'x'", 13, "'color'", "right after the point", "attributes['…']"),
                bad("attributes[color] = 'x'", 12, "'color'", "in quotes", "attributes['color']"),
                bad("attributes['color' = 'x'", 20, "'='", "']'", "missing"),
                bad("'A' = brand", 1, "the text 'A'", "a field", "the field comes first"),
                bad("exists 'A'", 8, "the text 'A'", "a field", "first"),
                bad("exists", 7, "the end", "a field", "missing"),
                bad("not", 4, "the end", "a field", "missing"),
                bad("and brand = 'A'", 1, "'and'", "a field", "before it"),
                bad("brand = 'A' or or brand = 'B'", 16, "'or'", "a field", "before it"),
                bad("brand; drop table item", 6, "';'", "a field", "quotes"));
    }

    private static Arguments bad(String expression, int column, String found, String expected, String hint) {
        return Arguments.of(expression, column, found, expected, hint);
    }

    @ParameterizedTest
    @MethodSource("expressions")
    void namesThePlaceAndWhatWasFoundAndExpectedAndAHint(
            String expression, int column, String found, String expected, String hint) {
        FilterException refused = refused(expression);

        assertThat(refused).hasMessageStartingWith("filter, column " + column + ": found ");
        assertThat(refused.column()).isEqualTo(column);
        assertThat(refused.found()).contains(found);
        assertThat(refused.expected()).contains(expected);
        assertThat(refused.hint()).startsWith("Maybe ").endsWith("?").contains(hint);
        assertThat(refused).hasMessageContainingAll(refused.found(), refused.expected(), refused.hint());
    }

    @Test
    void refusesWhatIsTooLongAsWrittenOrInItsCanonicalForm() {
        assertThat(refused("brand = '" + "a".repeat(Filter.MAX_LENGTH) + "'").found())
                .contains("2010 characters");
        assertThat(refused("brand='" + "\u0007".repeat(500) + "'").found())
                .contains("3010 characters in the canonical");
    }

    @Test
    void refusesWhatIsTooDeepAtTheFirstParenthesisTooMany() {
        assertThat(refused("(".repeat(51) + "consumable" + ")".repeat(51)).column())
                .isEqualTo(51);
        assertThat(refused("not ".repeat(51) + "consumable").column()).isEqualTo(201);
        assertThat(refused("not ".repeat(50) + "consumable = false").column()).isEqualTo(201);
        assertThat(refused("(".repeat(2_000)).column()).isEqualTo(51);
    }

    @Test
    void refusesMoreTermsThanItsLimit() {
        String list = "price in (" + "1,".repeat(Filter.MAX_TERMS) + "1)";
        String flags = "consumable or ".repeat(142);

        assertThat(refused(list).found()).isEqualTo("term 201");
        assertThat(refused(list).column()).isEqualTo(11 + 2 * Filter.MAX_TERMS);
        assertThat(refused("price in (" + "1,".repeat(100) + "1)" + " or price=1".repeat(100))
                        .found())
                .isEqualTo("term 201");
    }

    private static FilterException refused(String expression) {
        FilterException refused = catchThrowableOfType(FilterException.class, () -> Filter.parse(expression));
        assertThat(refused).as(expression).isNotNull();
        return refused;
    }
}
