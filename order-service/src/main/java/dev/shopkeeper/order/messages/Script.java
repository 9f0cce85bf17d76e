package dev.shopkeeper.order.messages;

import java.util.Locale;

/** The language of a message, told by its script alone: Han characters are Chinese, Latin letters English. */
enum Script {
    ZH,
    EN,
    /** Both scripts, each with a fair share. */
    MIXED,
    /** Neither: digits, emoji, other scripts. */
    UNKNOWN;

    private static final double FAIR_SHARE = 0.2;

    /**
     * Weighs words, not letters: a Han character counts as one and so does a run of Latin letters, since "order 订单" is
     * one word of each. A language with less than a fifth of the words does not make a message mixed: brand names and
     * order numbers in a Chinese sentence are no English.
     */
    static Script of(String text) {
        long han = 0;
        long latin = 0;
        boolean inWord = false;
        for (int point : text.codePoints().toArray()) {
            Character.UnicodeScript script = Character.UnicodeScript.of(point);
            boolean letter = script == Character.UnicodeScript.LATIN && Character.isLetter(point);
            if (script == Character.UnicodeScript.HAN) {
                han++;
            }
            if (letter && !inWord) {
                latin++;
            }
            inWord = letter;
        }
        // Two Han characters make a word on average.
        double chinese = han / 2.0;
        if (chinese + latin == 0) {
            return UNKNOWN;
        }
        double share = chinese / (chinese + latin);
        return share >= 1 - FAIR_SHARE ? ZH : share <= FAIR_SHARE ? EN : MIXED;
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
