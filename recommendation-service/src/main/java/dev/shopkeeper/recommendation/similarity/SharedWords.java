package dev.shopkeeper.recommendation.similarity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts pairs of characters together again that {@link Words} took apart: who reads that two items share 牛仔 and 仔裤 is told
 * 牛仔裤, if both titles have it.
 */
public final class SharedWords {

    private SharedWords() {}

    /**
     * The same terms, pairs that follow each other in a title of both as one, which adds what they add; what adds most first.
     *
     * @param shared the terms that both have
     * @param titles of the one
     * @param others titles of the other
     */
    public static List<ContentNeighbour.Shared> joined(
            List<ContentNeighbour.Shared> shared, Collection<String> titles, Collection<String> others) {
        Map<String, ContentNeighbour.Shared> pairs = new HashMap<>();
        List<ContentNeighbour.Shared> joined = new ArrayList<>();
        for (ContentNeighbour.Shared one : shared) {
            if (one.term().kind() == ContentTerm.Kind.WORD
                    && Words.isPair(one.term().text())) {
                pairs.put(one.term().text(), one);
            } else {
                joined.add(one);
            }
        }
        List<String> normal = others.stream().map(Words::normal).toList();
        for (String title : titles) {
            int[] letters = Words.normal(title).codePoints().toArray();
            for (int from = 0; from + 1 < letters.length; from++) {
                ContentNeighbour.Shared first = pairs.remove(new String(letters, from, 2));
                if (first != null) {
                    long units = first.units();
                    int to = from + 2;
                    while (to < letters.length && said(new String(letters, from, to + 1 - from), normal)) {
                        ContentNeighbour.Shared next = pairs.remove(new String(letters, to - 1, 2));
                        if (next == null) {
                            break;
                        }
                        units += next.units();
                        to++;
                    }
                    joined.add(new ContentNeighbour.Shared(
                            new ContentTerm(ContentTerm.Kind.WORD, new String(letters, from, to - from)), units));
                }
            }
        }
        joined.addAll(pairs.values());
        joined.sort(Comparator.comparingLong(ContentNeighbour.Shared::units)
                .reversed()
                .thenComparing(one -> one.term().kind())
                .thenComparing(one -> one.term().text()));
        return joined;
    }

    private static boolean said(String text, List<String> titles) {
        return titles.stream().anyMatch(title -> title.contains(text));
    }
}
