package dev.shopkeeper.pricing.suggestion;

/** What a suggestion is. */
public enum SuggestionKind {
    /** A price for as long as no other is approved. */
    PRICE,
    /** A price for a time, after which the one before returns. */
    PROMOTION
}
