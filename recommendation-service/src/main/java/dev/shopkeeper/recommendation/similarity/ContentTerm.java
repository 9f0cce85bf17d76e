package dev.shopkeeper.recommendation.similarity;

import dev.shopkeeper.recommendation.hashing.StableHash;

/**
 * Something that items may have in common.
 *
 * @param text as it is told, but of a word in small letters, and of a price the band it lies in, {@code CNY 100-200}
 */
public record ContentTerm(Kind kind, String text) {

    /** What a term is. */
    public enum Kind {
        CATEGORY,
        BRAND,
        PRICE_BAND,
        /** A word of a title, or two neighbouring characters of a Chinese or Japanese one. */
        WORD
    }

    /** Of all bits of the text: as strings hash, pairs of Chinese characters collide by the dozen. */
    @Override
    public int hashCode() {
        return (int) StableHash.of(text) + kind.ordinal();
    }
}
