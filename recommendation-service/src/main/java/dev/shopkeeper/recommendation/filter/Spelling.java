package dev.shopkeeper.recommendation.filter;

import java.util.Comparator;
import java.util.Locale;

/** Guesses which field was meant. */
final class Spelling {

    private static final int LONGEST = 40;
    private static final int FARTHEST = 2;

    private Spelling() {}

    static String hint(String name) {
        String small = name.toLowerCase(Locale.ROOT);
        if (small.length() > LONGEST) {
            return "Maybe a quote is missing before it?";
        }
        return Field.known()
                .filter(known -> small.startsWith(known) || distance(small, known) <= FARTHEST)
                .min(Comparator.comparingInt(known -> distance(small, known)))
                .map(known -> "Maybe '" + known + "'?")
                .orElse("Maybe 'attributes." + name + "'?");
    }

    /** Letters to be added, left out or changed (Levenshtein). */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
