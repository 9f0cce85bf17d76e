package dev.shopkeeper.recommendation.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "category = 'shoes'",
                "category = \"wear\" and category = 'shoes'",
                "category != 'hats'",
                "category not in ('hats', 'bags')",
                "category < 'shop'",
                "brand = 'A'",
                "brand in ('B', 'A')",
                "not brand in ('B', 'C')",
                "brand != 'a'",
                "merchant = 'm1' or consumable",
                "item_id = 'shoe' and item_group = 'shoes-1'",
                "price = 99.9",
                "price <= 99.90 and price >= 99.900 and price < 100 and price > -1",
                "stock > 2 and stock in (3.0, 7)",
                "not consumable",
                "consumable = false and consumable != true",
                "attributes.color = \"red\"",
                "attributes.颜色 = '红'",
                "attributes['main color'] = 'it\\'s \\\\ \\\"red\\\"'",
                "attributes.size = 42 and attributes.size < 42.5 and attributes.size = '42.0'",
                "attributes.size in (41, 42) and attributes.size not in ('42')",
                "exists attributes.color and not exists attributes.weight",
                "exists price and exists stock and exists consumable",
                "updated_at >= '2026-05-06' and updated_at < '2026-05-07'",
                "updated_at = '2026-05-06T20:00:00+08:00'",
                "brand = 'B' and brand = 'C' or brand = 'A'",
                "brand = 'A' or brand = 'B' and brand = 'C'",
                "not brand = 'B' and brand = 'A'",
                "not not brand = 'A'",
                "NOT brand = 'A' OR brand = 'A'",
                "category = 'shoes' and price <= 100 and not brand in ('C', 'B') and attributes.color = \"red\""
                        + " and stock > 0 and (merchant = 'm1' or consumable)"
            })
    void findsTheRedShoe(String expression) {
        assertThat(Goods.SHOE.passes(expression)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "category = 'shoe'",
                "category != 'shoes'",
                "category not in ('hats', 'wear')",
                "brand = 'A '",
                "brand in ('B')",
                "price < 99.9",
                "price > 99.90000000000000000000000000000000000000000000000000000000000000000",
                "stock in (1, 2)",
                "consumable",
                "attributes.size = '42'",
                "attributes.fit > 0",
                "attributes.fit != 0",
                "attributes.fit not in (0)",
                "attributes.Color = 'red'",
                "updated_at > '2026-05-06T12:00:00Z'",
                "(brand = 'A' or brand = 'B') and brand = 'C'",
                "not (brand = 'A' and consumable = false)"
            })
    void doesNotFindTheRedShoe(String expression) {
        assertThat(Goods.SHOE.passes(expression)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "category = 'x'",
                "category != 'x'",
                "category not in ('x')",
                "brand != 'x'",
                "brand not in ('x')",
                "merchant > ''",
                "item_group >= ''",
                "price != 1",
                "price < 1",
                "stock >= 0",
                "stock not in (0)",
                "attributes.color != 'red'",
                "exists brand",
                "exists category",
                "exists stock"
            })
    void takesEveryComparisonWithWhatIsAbsentForFalseAndItsOppositeForTrue(String expression) {
        assertThat(Goods.UNKNOWN.passes(expression)).isFalse();
        assertThat(Goods.UNKNOWN.passes("not (" + expression + ")")).isTrue();
    }

    @Test
    void tellsNumbersApartThatBinaryFractionsDoNot() {
        Filter filter = Filter.parse("price < 0.30000000000000001");

        assertThat(filter.matches(Goods.SHOE, new BigDecimal("0.3"), null)).isTrue();
        assertThat(filter.matches(Goods.SHOE, new BigDecimal("0.30000000000000001"), null))
                .isFalse();
    }

    @Test
    void ordersTextsByCodePoint() {
        // A face is the later character, though its first half is the smaller unit of UTF-16.
        Goods faces = goods(Map.of("mood", "😀"));

        assertThat(faces.passes("attributes.mood > '\uffee'")).isTrue();
        assertThat(faces.passes("attributes.mood < '😁'")).isTrue();
        assertThat(faces.passes("attributes.mood > '😀'")).isFalse();
        assertThat(faces.passes("attributes.mood > ''")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e5", "0x10", "1.", ".5", "", "-", "--1", "+1", "1 ", "１", "1.2.3", "NaN"})
    void takesNoOtherSpellingOfAnAttributeForANumber(String text) {
        assertThat(goods(Map.of("n", text)).passes("attributes.n < 99 or attributes.n >= 99"))
                .isFalse();
    }

    @Test
    void takesNoTextThatWouldTakeTimeForANumber() {
        assertThat(goods(Map.of("n", "1".repeat(100))).passes("attributes.n > 1"))
                .isTrue();
        assertThat(goods(Map.of("n", "1".repeat(101))).passes("attributes.n > 1"))
                .isFalse();
    }

    private static Goods goods(Map<String, String> attributes) {
        return new Goods("g", null, null, null, List.of(), attributes, false, Instant.EPOCH, null, null);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void agreesWithTheObviousMeaningOfRandomExpressions(long seed) {
        Random random = new Random(seed);
        int passed = 0;
        for (int round = 0; round < 500; round++) {
            RandomExpression expression = RandomExpression.of(random, 3);
            Filter filter = Filter.parse(expression.text());
            for (int i = 0; i < 20; i++) {
                Goods goods = Goods.random(random);
                boolean passes = goods.passes(filter);
                assertThat(passes)
                        .as("seed %s: %s of %s", seed, expression.text(), goods)
                        .isEqualTo(expression.meaning().test(goods));
                passed += passes ? 1 : 0;
            }
        }
        assertThat(passed).as("items that pass, of 10,000").isBetween(2_000, 8_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void readsItsCanonicalFormAsTheSameFilter(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            Filter filter = Filter.parse(RandomExpression.of(random, 4).text());

            Filter again = Filter.parse(filter.toString());

            assertThat(again).as("seed %s", seed).isEqualTo(filter).hasSameHashCodeAs(filter);
            assertThat(again).hasToString(filter.toString());
            for (int i = 0; i < 5; i++) {
                Goods goods = Goods.random(random);
                assertThat(goods.passes(again)).as("seed %s: %s", seed, filter).isEqualTo(goods.passes(filter));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "((brand=\"A\"))                            | brand = 'A'",
                "brand = 'A' AND(brand='B' and consumable)  | brand = 'A' and brand = 'B' and consumable",
                "(brand = 'A' and price>1) or consumable    | brand = 'A' and price > 1 or consumable",
                "(brand = 'A' or price>1.50) and consumable | (brand = 'A' or price > 1.5) and consumable",
                "not(brand = 'A')                           | not brand = 'A'",
                "consumable=false                           | not consumable",
                "price in(100.00,-0,00.5)                   | price in (100, 0, 0.5)",
                "attributes[\"color\"] Not In (\"it's\\t\") | attributes.color not in ('it\\'s\\t')",
                "exists attributes['a b']                   | exists attributes['a b']",
                "brand = '\\u0007'                          | brand = '\\u0007'",
                "updated_at > '2026-05-06'                  | updated_at > '2026-05-06T00:00:00Z'"
            })
    void writesEachFilterInOneForm(String expression, String canonical) {
        assertThat(Filter.parse(expression)).hasToString(canonical).isEqualTo(Filter.parse(canonical));
    }

    @Test
    void tellsFiltersApartThatSayDifferentThings() {
        assertThat(Filter.parse("not brand in ('A')")).isNotEqualTo(Filter.parse("brand not in ('A')"));
        assertThat(Filter.parse("attributes.a = 1")).isNotEqualTo(Filter.parse("attributes.a = '1'"));
    }

    @Test
    void readsWhatIsJustWithinTheLimits() {
        String deepest = "(".repeat(25) + "not ".repeat(25) + "consumable" + ")".repeat(25);
        String longest = "brand = '" + "鞋".repeat(Filter.MAX_LENGTH - 10) + "'";
        String widest = "price in (" + "1,".repeat(Filter.MAX_TERMS - 1) + "1)";

        for (String expression : List.of(deepest, longest, widest)) {
            assertThat(Filter.parse(Filter.parse(expression).toString())).isEqualTo(Filter.parse(expression));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25, 26})
    void readsAnythingOrSaysWhatIsWrongWithIt(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 5_000; round++) {
            String expression = switch (round % 3) {
                case 0 -> bytes(random);
                case 1 -> mutated(random);
                default -> tokens(random);
            };
            try {
                Filter filter = Filter.parse(expression);
                assertThat(Filter.parse(filter.toString())).as(expression).isEqualTo(filter);
            } catch (FilterException refused) {
                assertThat(refused.column())
                        .as("seed %s: %s", seed, expression)
                        .isBetween(1, expression.codePointCount(0, expression.length()) + 1);
            } catch (RuntimeException | StackOverflowError thrown) {
                fail("seed " + seed + ": " + expression, thrown);
            }
        }
    }

    private static String bytes(Random random) {
        byte[] bytes = new byte[random.nextInt(40)];
        random.nextBytes(bytes);
        return new String(bytes, random.nextBoolean() ? StandardCharsets.UTF_16BE : StandardCharsets.ISO_8859_1);
    }

    private static String mutated(Random random) {
        StringBuilder text = new StringBuilder(RandomExpression.of(random, 3).text());
        for (int i = 0; i <= random.nextInt(3); i++) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, (char) random.nextInt(0x10000));
                default -> text.setCharAt(at, "'\"\\()[],.=<>! anotix09-鞋".charAt(random.nextInt(24)));
            }
            if (text.isEmpty()) {
                text.append('(');
            }
        }
        return text.toString();
    }

    private static String tokens(Random random) {
        return IntStream.range(0, random.nextInt(12))
                .mapToObj(i -> Goods.pick(
                        random,
                        "and",
                        "or",
                        "not",
                        "in",
                        "exists",
                        "(",
                        ")",
                        ",",
                        "'A'",
                        "1",
                        "brand",
                        "price",
                        "=",
                        "<=",
                        "attributes",
                        ".",
                        "[",
                        "]",
                        "consumable",
                        "true",
                        "updated_at",
                        "'2026-05-06'",
                        "x"))
                .collect(Collectors.joining(" "));
    }
}
