package dev.shopkeeper.recommendation.filter;

/**
 * A word, sign or value of an expression.
 *
 * @param text as it is written, but of a text what stands in the quotes
 * @param column in code points, from 1
 */
record Token(Kind kind, String text, int column) {

    private static final int SHOWN = 30;

    enum Kind {
        WORD,
        TEXT,
        NUMBER,
        SIGN,
        END
    }

    boolean isSign(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    /** Whether it is a word of the language, in small letters or capitals. */
    boolean isWord(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    /** For messages. */
    String shown() {
        return switch (kind) {
            case END -> "the end";
            case TEXT -> "the text " + Canonical.text(shortened(text));
            case NUMBER -> "the number " + shortened(text);
            case WORD, SIGN -> "'" + shortened(text) + "'";
        };
    }

    static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= SHOWN
                ? text
                : text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "…";
    }
}
