package dev.shopkeeper.order.triage;

import java.util.List;

/** What is left of a text without numbers, signs and capital letters: messages of one form have one skeleton. */
public final class Skeleton {

    private Skeleton() {}

    /** The words and Chinese characters of a text in their order, without what was taken out. */
    public static String of(String text) {
        PlainText plain = PlainText.of(text);
        List<Span> cut = Mentions.cutFrom(plain);
        Ngrams ngrams = Ngrams.of(plain.text(), cut);
        StringBuilder words = new StringBuilder();
        for (int token = 0; token < ngrams.tokens(); token++) {
            words.append(plain.text(), ngrams.tokenFrom(token), ngrams.tokenTo(token))
                    .append(' ');
        }
        return words.toString().replaceAll("\\d", "0");
    }
}
