package dev.shopkeeper.recommendation.similarity;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Divides titles into words: runs of letters and digits of at least two, in small letters; and where a script sets no
 * blanks between words (Han, Hiragana, Katakana), each two neighbouring characters, or one that stands alone. Full-width
 * letters count as the ordinary ones (NFKC). Who looks for {@code dresses} also means a {@code dress}: the {@code s} of a plural
 * is left out, as step 1a of Porter, An algorithm for suffix stripping (1980), does it.
 */
final class Words {

    /** Code points of a word that count; the rest of one that is longer does not tell items apart. */
    private static final int LONGEST = 64;

    private Words() {}

    static void of(String title, Consumer<String> words) {
        int[] letters = normal(title).codePoints().toArray();
        int from = 0;
        while (from < letters.length) {
            Script script = Script.of(letters[from]);
            int to = from + 1;
            while (to < letters.length && Script.of(letters[to]) == script) {
                to++;
            }
            switch (script) {
                case PAIRED -> pairs(letters, from, to, words);
                case SPACED -> {
                    if (to - from > 1) {
                        words.accept(singular(new String(letters, from, Math.min(to - from, LONGEST))));
                    }
                }
                case NONE -> {}
            }
            from = to;
        }
    }

    /** How a text is compared: full-width letters as the ordinary ones, all small. */
    static String normal(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    /** Whether a word is two neighbouring characters of a script without blanks. */
    static boolean isPair(String word) {
        return word.codePointCount(0, word.length()) == 2
                && word.codePoints().allMatch(one -> Script.of(one) == Script.PAIRED);
    }

    private static String singular(String word) {
        if (word.length() < 4
                || !word.endsWith("s")
                || word.endsWith("ss")
                || word.endsWith("us")
                || word.endsWith("is")) {
            return word;
        }
        if (word.endsWith("ies")) {
            return word.substring(0, word.length() - 3) + "y";
        }
        boolean hissing = word.endsWith("sses")
                || word.endsWith("shes")
                || word.endsWith("ches")
                || word.endsWith("xes")
                || word.endsWith("zes");
        return word.substring(0, word.length() - (hissing ? 2 : 1));
    }

    private static void pairs(int[] letters, int from, int to, Consumer<String> words) {
        if (to - from == 1) {
            words.accept(new String(letters, from, 1));
        }
        for (int i = from; i + 1 < to; i++) {
            words.accept(new String(letters, i, 2));
        }
    }

    private enum Script {
        SPACED,
        PAIRED,
        NONE;

        static Script of(int letter) {
            int type = Character.getType(letter);
            boolean mark = type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
            if (!Character.isLetterOrDigit(letter) && !mark) {
                return NONE;
            }
            return switch (UnicodeScript.of(letter)) {
                case HAN, HIRAGANA, KATAKANA -> PAIRED;
                default -> SPACED;
            };
        }
    }
}
