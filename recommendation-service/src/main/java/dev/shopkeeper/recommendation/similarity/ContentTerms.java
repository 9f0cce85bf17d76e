package dev.shopkeeper.recommendation.similarity;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What of an item is compared: each category, the brand, the band of the price, the words of all titles. */
final class ContentTerms {

    /** Different terms of an item that count, the first ones: memory and time are bounded, whatever a title holds. */
    static final int MOST = 256;

    /** How often a term counts in an item at most. */
    static final int MOST_OFTEN = Byte.MAX_VALUE;

    private ContentTerms() {}

    /** How often the item has each term, which is once but for words. */
    static Map<ContentTerm, Integer> of(ItemContent content) {
        Map<ContentTerm, Integer> counts = new LinkedHashMap<>();
        BigDecimal price = content.price();
        String currency = content.currency();
        String band = price == null || currency == null ? null : PriceBand.of(price, currency);
        if (content.brand() != null) {
            once(counts, ContentTerm.Kind.BRAND, content.brand());
        }
        if (band != null) {
            once(counts, ContentTerm.Kind.PRICE_BAND, band);
        }
        for (String category : content.categories()) {
            once(counts, ContentTerm.Kind.CATEGORY, category);
        }
        new TreeMap<>(content.titles())
                .values()
                .forEach(title -> Words.of(title, word -> {
                    ContentTerm term = new ContentTerm(ContentTerm.Kind.WORD, word);
                    if (counts.size() < MOST || counts.containsKey(term)) {
                        counts.merge(term, 1, (many, one) -> Math.min(many + one, MOST_OFTEN));
                    }
                }));
        return counts;
    }

    private static void once(Map<ContentTerm, Integer> counts, ContentTerm.Kind kind, String text) {
        if (counts.size() < MOST) {
            counts.put(new ContentTerm(kind, text), 1);
        }
    }
}
