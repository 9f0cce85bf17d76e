package dev.shopkeeper.recommendation.filter;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/** Writes conditions in their one form, with as few parentheses as they can do with. */
final class Canonical {

    private Canonical() {}

    static String of(Condition condition) {
        return switch (condition) {
            case Condition.Or(List<Condition> any) ->
                any.stream().map(Canonical::of).collect(Collectors.joining(" or "));
            case Condition.And(List<Condition> all) ->
                all.stream()
                        .map(one -> one instanceof Condition.Or ? "(" + of(one) + ")" : of(one))
                        .collect(Collectors.joining(" and "));
            case Condition.Not(Condition negated) ->
                negated instanceof Condition.Or || negated instanceof Condition.And
                        ? "not (" + of(negated) + ")"
                        : "not " + of(negated);
            case Condition.Exists(Field field) -> "exists " + field.name();
            case Condition.Flag(Field field) -> field.name();
            case Condition.Comparison(Field field, Condition.Operator operator, Object value) ->
                field.name() + " " + operator.sign() + " " + value(value);
            case Condition.OneOf(Field field, List<Object> values, boolean negated) ->
                field.name()
                        + (negated ? " not in (" : " in (")
                        + values.stream().map(Canonical::value).collect(Collectors.joining(", "))
                        + ")";
        };
    }

    private static String value(Object value) {
        return value instanceof BigDecimal number ? number.toPlainString() : text(value.toString());
    }

    /** In single quotes; control characters are written as their number, lest a log is broken by one. */
    static String text(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('\'');
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            switch (letter) {
                case '\\', '\'' -> quoted.append('\\').append(letter);
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (Character.isISOControl(letter)) {
                        quoted.append(String.format("\\u%04x", (int) letter));
                    } else {
                        quoted.append(letter);
                    }
                }
            }
        }
        return quoted.append('\'').toString();
    }
}
