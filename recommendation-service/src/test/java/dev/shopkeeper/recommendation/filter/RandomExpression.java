package dev.shopkeeper.recommendation.filter;

import static dev.shopkeeper.recommendation.filter.Goods.pick;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An expression in a random spelling with what it means, said the obvious way.
 *
 * @param binds 0 where it is an either-or, 1 where it is a both-and, 2 else
 */
record RandomExpression(String text, Predicate<Goods> meaning, int binds) {

    static RandomExpression of(Random random, int depth) {
        int choice = depth == 0 ? 0 : random.nextInt(7);
        return switch (choice) {
            case 1, 2 -> joined(random, depth, "and", 1);
            case 3, 4 -> joined(random, depth, "or", 0);
            case 5 -> {
                RandomExpression inner = of(random, depth - 1);
                yield new RandomExpression(
                        word(random, "not") + " " + inner.within(random, 2), inner.meaning.negate(), 2);
            }
            default -> leaf(random);
        };
    }

    private static RandomExpression joined(Random random, int depth, String word, int binds) {
        List<RandomExpression> parts = new ArrayList<>();
        for (int i = 0; i < 2 + random.nextInt(2); i++) {
            parts.add(of(random, depth - 1));
        }
        String text = String.join(
                " " + word(random, word) + " ",
                parts.stream().map(part -> part.within(random, binds)).toList());
        Predicate<Goods> meaning = binds == 1
                ? goods -> parts.stream().allMatch(part -> part.meaning.test(goods))
                : goods -> parts.stream().anyMatch(part -> part.meaning.test(goods));
        return new RandomExpression(text, meaning, binds);
    }

    private String within(Random random, int outer) {
        return binds < outer || random.nextInt(6) == 0 ? "(" + blank(random) + text + blank(random) + ")" : text;
    }

    private static RandomExpression leaf(Random random) {
        return switch (random.nextInt(7)) {
            case 0 -> truth(random);
            case 1 -> exists(random);
            case 2 -> number(random, "price");
            case 3 -> number(random, "stock");
            case 4 -> number(random, "attributes.size");
            case 5 -> time(random);
            default -> text(random);
        };
    }

    private static RandomExpression truth(Random random) {
        boolean wanted = random.nextBoolean();
        String text = random.nextBoolean()
                ? "consumable = " + word(random, Boolean.toString(wanted))
                : "consumable != " + word(random, Boolean.toString(!wanted));
        return wanted && random.nextBoolean()
                ? new RandomExpression("consumable", Goods::consumable, 2)
                : new RandomExpression(text, goods -> goods.consumable() == wanted, 2);
    }

    private static RandomExpression exists(Random random) {
        String field = pick(random, "price", "stock", "brand", "category", "attributes['main color']", "updated_at");
        return new RandomExpression(
                word(random, "exists") + "  " + field,
                goods -> !values(goods, field).isEmpty(),
                2);
    }

    private static RandomExpression number(Random random, String field) {
        return compared(random, field, true, () -> pick(random, "1", "2.5", "2.500", "-3", "0", "1000.0", "-0"));
    }

    private static RandomExpression time(Random random) {
        return compared(
                random,
                "updated_at",
                false,
                () -> pick(random, "2026-05-06", "2026-05-06T20:00:00+08:00", "2026-05-07T00:00:00Z"));
    }

    private static RandomExpression text(Random random) {
        String field = pick(
                random,
                "brand",
                "merchant",
                "category",
                "item_id",
                "item_group",
                "attributes['main color']",
                "attributes.size");
        return compared(
                random, field, false, () -> pick(random, "A", "it's", "鞋", "m1", "i2", "g1", "red", "L", "wear", "1"));
    }

    private interface Source {
        String next();
    }

    private static RandomExpression compared(Random random, String field, boolean number, Source source) {
        if (random.nextInt(3) == 0) {
            List<String> values = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(4); i++) {
                values.add(source.next());
            }
            boolean negated = random.nextBoolean();
            String list = String.join(
                    blank(random) + "," + blank(random),
                    values.stream().map(value -> literal(random, value, number)).toList());
            return new RandomExpression(
                    field + (negated ? " " + word(random, "not") : "") + " " + word(random, "in") + "(" + list + ")",
                    goods -> {
                        List<Object> known = known(goods, field, number);
                        boolean any = known.stream()
                                .anyMatch(one -> values.stream().anyMatch(value -> order(one, value) == 0));
                        return negated ? !known.isEmpty() && !any : any;
                    },
                    2);
        }
        String operator = pick(random, "=", "!=", "<", "<=", ">", ">=");
        String value = source.next();
        return new RandomExpression(
                field + blank(random) + operator + blank(random) + literal(random, value, number),
                goods -> {
                    Stream<Integer> orders =
                            known(goods, field, number).stream().map(one -> order(one, value));
                    return switch (operator) {
                        case "=" -> orders.anyMatch(order -> order == 0);
                        case "<" -> orders.anyMatch(order -> order < 0);
                        case "<=" -> orders.anyMatch(order -> order <= 0);
                        case ">" -> orders.anyMatch(order -> order > 0);
                        case ">=" -> orders.anyMatch(order -> order >= 0);
                        default -> {
                            List<Integer> all = orders.toList();
                            yield !all.isEmpty() && !all.contains(0);
                        }
                    };
                },
                2);
    }

    private static List<Object> known(Goods goods, String field, boolean number) {
        return values(goods, field).stream()
                .filter(value -> !number || !value.toString().matches("[^0-9]*"))
                .map(value -> number ? new BigDecimal(value.toString()) : value)
                .toList();
    }

    private static int order(Object one, String value) {
        int order = switch (one) {
            case BigDecimal number -> number.subtract(new BigDecimal(value)).signum();
            case Instant time ->
                time.compareTo(Instant.parse(
                        value.length() == 10 ? value + "T00:00:00Z" : value.replace("20:00:00+08:00", "12:00:00Z")));
            default ->
                Arrays.compare(
                        one.toString().codePoints().toArray(),
                        value.codePoints().toArray());
        };
        return Integer.signum(order);
    }

    private static List<? extends Object> values(Goods goods, String field) {
        return switch (field) {
            case "category" -> goods.categories();
            case "brand" -> list(goods.brand());
            case "merchant" -> list(goods.merchantId());
            case "item_id" -> list(goods.itemId());
            case "item_group" -> list(goods.itemGroupId());
            case "price" -> list(goods.price());
            case "stock" -> list(goods.stock());
            case "updated_at" -> list(goods.updatedAt());
            case "attributes.size" -> list(goods.attributes().get("size"));
            default -> list(goods.attributes().get("main color"));
        };
    }

    private static List<Object> list(@Nullable Object value) {
        return Stream.of(value == null ? "" : value)
                .filter(any -> value != null)
                .map(any -> Objects.requireNonNull(value))
                .toList();
    }

    private static String literal(Random random, String value, boolean number) {
        if (number) {
            return value;
        }
        return random.nextBoolean()
                ? "\"" + value.replace("'", random.nextBoolean() ? "'" : "\\'") + "\""
                : "'" + value.replace("'", "\\'").replace("A", random.nextBoolean() ? "A" : "\\u0041") + "'";
    }

    private static String blank(Random random) {
        return pick(random, "", " ", "\n", "\t  ");
    }

    private static String word(Random random, String word) {
        return random.nextBoolean() ? word : word.toUpperCase(Locale.ROOT);
    }
}
