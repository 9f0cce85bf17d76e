package dev.shopkeeper.recommendation.ranking;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** In what respect items go with an item. */
enum By {
    /** What is met after it, or with it. */
    BEHAVIOUR,
    /** What is said of it: categories, brand, band of the price, words of the title. */
    CONTENT,
    /** What is bought in one order with it. */
    BOUGHT_TOGETHER;

    /** As requests write them. */
    static final List<String> WORDS = Arrays.stream(values()).map(By::word).toList();

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static By of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
