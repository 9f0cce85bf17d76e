package dev.shopkeeper.recommendation.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Recursive descent with one token of look-ahead and no way back; it calls itself only for what counts as depth.
 *
 * <pre>
 * either  = both { "or" both }
 * both    = one { "and" one }
 * one     = "not" one | "(" either ")" | "exists" field | field [ comparison ]
 * comparison = sign value | [ "not" ] "in" "(" value { "," value } ")"
 * </pre>
 */
final class Parser {

    private static final String CONDITION = "a field, 'not', 'exists' or '('";

    private static final Map<String, Condition.Operator> OPERATORS = Map.of(
            "=", Condition.Operator.EQUAL,
            "!=", Condition.Operator.NOT_EQUAL,
            "<", Condition.Operator.LESS,
            "<=", Condition.Operator.AT_MOST,
            ">", Condition.Operator.GREATER,
            ">=", Condition.Operator.AT_LEAST);

    private final Scanner scanner;
    private Token token;
    private boolean afterText;
    private int depth;
    private int terms;

    Parser(String expression) {
        this.scanner = new Scanner(expression);
        this.token = scanner.next();
    }

    Condition parse() {
        Condition condition = either();
        if (token.kind() != Token.Kind.END) {
            throw found("'and', 'or' or the end", afterCondition());
        }
        return condition;
    }

    private String afterCondition() {
        if (token.isSign(")")) {
            return "Maybe a '(' is missing before it?";
        }
        if (afterText && (token.kind() == Token.Kind.TEXT || token.kind() == Token.Kind.WORD)) {
            return "Maybe 'and' is missing before it, or a \\ before a quote within the text?";
        }
        return "Maybe 'and' is missing before it?";
    }

    private Condition either() {
        Condition first = both();
        if (!token.isWord("or")) {
            return first;
        }
        List<Condition> any = new ArrayList<>();
        add(any, first);
        while (taken("or")) {
            add(any, both());
        }
        return new Condition.Or(List.copyOf(any));
    }

    private static void add(List<Condition> any, Condition next) {
        if (next instanceof Condition.Or(List<Condition> inner)) {
            any.addAll(inner);
        } else {
            any.add(next);
        }
    }

    private Condition both() {
        Condition first = one();
        if (!token.isWord("and")) {
            return first;
        }
        List<Condition> all = new ArrayList<>();
        join(all, first);
        while (taken("and")) {
            join(all, one());
        }
        return new Condition.And(List.copyOf(all));
    }

    private static void join(List<Condition> all, Condition next) {
        if (next instanceof Condition.And(List<Condition> inner)) {
            all.addAll(inner);
        } else {
            all.add(next);
        }
    }

    private Condition one() {
        Token start = token;
        if (taken("not")) {
            deeper(start);
            Condition negated = one();
            depth--;
            return new Condition.Not(negated);
        }
        if (token.isSign("(")) {
            deeper(start);
            advance();
            Condition inner = either();
            if (!token.isSign(")")) {
                throw found("'and', 'or' or the ')' of the '(' in column " + start.column(), "Maybe it is missing?");
            }
            advance();
            depth--;
            return inner;
        }
        count(start);
        if (taken("exists")) {
            return new Condition.Exists(field());
        }
        Field field = field();
        return field.type() == Field.Type.TRUTH ? truth(field, start) : comparison(field);
    }

    private Field field() {
        Token name = token;
        if (name.kind() != Token.Kind.WORD || isOfTheLanguage(name)) {
            throw found(CONDITION, name.kind() == Token.Kind.END ? "Maybe the rest is missing?" : meantByValue(name));
        }
        if (name.text().equals(Field.ATTRIBUTES)) {
            advance();
            return attribute();
        }
        Field field = Field.named(name.text());
        if (field == null) {
            throw found("one of the fields " + Field.names(), Spelling.hint(name.text()));
        }
        advance();
        return field;
    }

    private static String meantByValue(Token value) {
        return switch (value.kind()) {
            case TEXT, NUMBER -> "Maybe the field comes first, as in price <= 100?";
            default -> "Maybe something is missing before it?";
        };
    }

    private static boolean isOfTheLanguage(Token word) {
        return word.isWord("and")
                || word.isWord("or")
                || word.isWord("in")
                || word.isWord("not")
                || word.isWord("exists")
                || word.isWord("true")
                || word.isWord("false");
    }

    private Field attribute() {
        if (token.isSign(".")) {
            Token name = scanner.word();
            if (name.text().isEmpty()) {
                token = scanner.next();
                throw found("the name of an attribute right after the point", "Maybe attributes['…'], in quotes?");
            }
            advance();
            return Field.attribute(name.text());
        }
        if (!token.isSign("[")) {
            throw found("'.' or '['", "Maybe attributes.color, or attributes['main color']?");
        }
        advance();
        Token name = token;
        if (name.kind() != Token.Kind.TEXT) {
            throw found("the name of an attribute in quotes", "Maybe attributes['" + name.text() + "']?");
        }
        advance();
        if (!token.isSign("]")) {
            throw found("']'", "Maybe it is missing after the name?");
        }
        advance();
        return Field.attribute(name.text());
    }

    /** {@code consumable}, {@code consumable = true} and {@code consumable != false} say the same. */
    private Condition truth(Field field, Token start) {
        Condition flag = new Condition.Flag(field);
        boolean unequal = token.isSign("!=");
        if (!unequal && !token.isSign("=")) {
            return flag;
        }
        advance();
        boolean value = token.isWord("true");
        if (!value && !token.isWord("false")) {
            throw found(field.type().wanted(), "Maybe '" + field.name() + "' alone?");
        }
        advance();
        if (value != unequal) {
            return flag;
        }
        deeper(start);
        depth--;
        return new Condition.Not(flag);
    }

    private Condition comparison(Field field) {
        Condition.Operator operator = token.kind() == Token.Kind.SIGN ? OPERATORS.get(token.text()) : null;
        if (operator != null) {
            advance();
            Literal literal = Literal.of(field, null, token);
            advance();
            return new Condition.Comparison(literal.field(), operator, literal.value());
        }
        boolean negated = taken("not");
        if (!token.isWord("in")) {
            throw found(
                    negated ? "'in' after 'not'" : "= != < <= > >= 'in' or 'not in' after " + field.name(),
                    "Maybe " + (negated ? "'not' before the field" : field.name() + " = … or exists " + field.name())
                            + "?");
        }
        advance();
        return list(field, negated);
    }

    private Condition list(Field field, boolean negated) {
        if (!token.isSign("(")) {
            throw found("'(' after 'in'", "Maybe in (…), with one value or more?");
        }
        List<Object> values = new ArrayList<>();
        @Nullable Literal literal = null;
        do {
            advance();
            if (literal != null) {
                count(token);
            }
            literal = Literal.of(field, literal, token);
            values.add(literal.value());
            advance();
        } while (token.isSign(","));
        if (!token.isSign(")")) {
            throw found("',' or ')'", "Maybe it is missing after the value?");
        }
        advance();
        return new Condition.OneOf(literal.field(), List.copyOf(values), negated);
    }

    private boolean taken(String word) {
        boolean found = token.isWord(word);
        if (found) {
            advance();
        }
        return found;
    }

    private void advance() {
        afterText = token.kind() == Token.Kind.TEXT;
        token = scanner.next();
    }

    private void deeper(Token start) {
        if (++depth > Filter.MAX_DEPTH) {
            throw new FilterException(
                    start.column(),
                    "'(' and 'not' " + depth + " deep",
                    "at most " + Filter.MAX_DEPTH,
                    "Maybe some parentheses can go: 'and' binds before 'or'?");
        }
    }

    private void count(Token start) {
        if (++terms > Filter.MAX_TERMS) {
            throw new FilterException(
                    start.column(),
                    "term " + terms,
                    "at most " + Filter.MAX_TERMS + " comparisons, conditions and values of lists",
                    "Maybe an attribute of the items can say what they have in common?");
        }
    }

    private FilterException found(String expected, String hint) {
        return new FilterException(token.column(), token.shown(), expected, hint);
    }
}
