package dev.shopkeeper.recommendation.filter;

import java.util.Map;

/** Divides an expression into tokens, each character looked at once. */
final class Scanner {

    private static final Map<String, String> MEANT = Map.ofEntries(
            Map.entry("&", "'and'"),
            Map.entry("|", "'or'"),
            Map.entry("!", "'not', or '!=' between a field and a value"),
            Map.entry("-", "a number, as in -1, or a name in quotes, as in attributes['main-color']"),
            Map.entry("\\", "a quote before it: escapes stand in texts"),
            Map.entry("{", "'('"),
            Map.entry("}", "')'"),
            Map.entry("（", "'(' as it is on an English keyboard"),
            Map.entry("）", "')' as it is on an English keyboard"),
            Map.entry("，", "',' as it is on an English keyboard"),
            Map.entry("＝", "'=' as it is on an English keyboard"),
            Map.entry("‘", "straight quotes, '…'"),
            Map.entry("’", "straight quotes, '…'"),
            Map.entry("“", "straight quotes, \"…\""),
            Map.entry("”", "straight quotes, \"…\""));

    private final String expression;
    private int at;
    private int column = 1;

    Scanner(String expression) {
        this.expression = expression;
    }

    Token next() {
        while (at < expression.length() && Character.isWhitespace(here())) {
            step();
        }
        int start = column;
        if (at == expression.length()) {
            return new Token(Token.Kind.END, "", start);
        }
        int letter = here();
        if (letter == '\'' || letter == '"') {
            return quoted(letter);
        }
        if (isDigit(letter) || letter == '-' && at + 1 < expression.length() && isDigit(expression.charAt(at + 1))) {
            return number();
        }
        if (Field.isWordPart(letter)) {
            return word();
        }
        return sign();
    }

    /** A name that begins right here, with a digit too; empty if none does. */
    Token word() {
        int start = column;
        int from = at;
        while (at < expression.length() && Field.isWordPart(here())) {
            step();
        }
        return new Token(Token.Kind.WORD, expression.substring(from, at), start);
    }

    private Token number() {
        int start = column;
        int from = at;
        step();
        while (at < expression.length() && (Field.isWordPart(here()) || here() == '.')) {
            step();
        }
        String text = expression.substring(from, at);
        if (!isNumber(text)) {
            throw new FilterException(
                    start,
                    "'" + Token.shortened(text) + "'",
                    "digits with at most one decimal point between them, as in 12.50",
                    "Maybe it is a text, and misses its quotes?");
        }
        return new Token(Token.Kind.NUMBER, text, start);
    }

    private static boolean isNumber(String text) {
        boolean point = false;
        for (int i = text.startsWith("-") ? 1 : 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == '.' && !point && i + 1 < text.length()) {
                point = true;
            } else if (!isDigit(letter)) {
                return false;
            }
        }
        return true;
    }

    private Token quoted(int quote) {
        int start = column;
        StringBuilder text = new StringBuilder();
        step();
        while (at < expression.length() && here() != quote) {
            int letter = here();
            step();
            text.appendCodePoint(letter == '\\' ? escaped() : letter);
        }
        if (at == expression.length()) {
            throw new FilterException(
                    column,
                    "the end",
                    "the quote " + Character.toString(quote) + " that ends the text begun in column " + start,
                    "Maybe it is missing, or was escaped by a \\ before it?");
        }
        step();
        return new Token(Token.Kind.TEXT, text.toString(), start);
    }

    /** What stands for something else, after its backslash. */
    private int escaped() {
        int start = column - 1;
        if (at == expression.length()) {
            throw badEscape(start, "the end");
        }
        int letter = here();
        step();
        return switch (letter) {
            case '\\', '\'', '"' -> letter;
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'u' -> hexadecimal(start);
            default -> throw badEscape(start, "'\\" + Character.toString(letter) + "'");
        };
    }

    private int hexadecimal(int start) {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = at < expression.length() ? Character.digit(expression.charAt(at), 16) : -1;
            if (digit < 0 || expression.charAt(at) > 'f') {
                throw badEscape(start, "'\\u' without four digits after it");
            }
            value = value * 16 + digit;
            step();
        }
        return value;
    }

    private static FilterException badEscape(int column, String found) {
        return new FilterException(
                column,
                found,
                "one of \\\\ \\' \\\" \\n \\t \\u0041",
                "Maybe a backslash itself is meant, which is written \\\\?");
    }

    private Token sign() {
        int start = column;
        int letter = here();
        step();
        String text = Character.toString(letter);
        boolean equals = at < expression.length() && expression.charAt(at) == '=';
        switch (letter) {
            case '<', '>', '!' -> {
                if (equals) {
                    step();
                    return new Token(Token.Kind.SIGN, text + "=", start);
                }
                if (letter == '!') {
                    throw unknown(start, text);
                }
                return new Token(Token.Kind.SIGN, text, start);
            }
            case '=', '(', ')', ',', '.', '[', ']' -> {
                return new Token(Token.Kind.SIGN, text, start);
            }
            default -> throw unknown(start, text);
        }
    }

    private static FilterException unknown(int column, String text) {
        String shown = Canonical.text(text);
        return new FilterException(
                column,
                shown,
                "a field, a value, or one of = != < <= > >= ( ) ,",
                "Maybe " + MEANT.getOrDefault(text, "it belongs into a text, and misses its quotes") + "?");
    }

    private int here() {
        return expression.codePointAt(at);
    }

    private void step() {
        at += Character.charCount(here());
        column++;
    }

    private static boolean isDigit(int letter) {
        return letter >= '0' && letter <= '9';
    }
}
