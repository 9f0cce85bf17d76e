package dev.shopkeeper.pricing.suggestion;

/** Where a suggestion stands. */
public enum SuggestionState {
    /** Nobody has decided on it. */
    SUGGESTED,
    /** Decided; a promotion waits in it for its beginning. */
    APPROVED,
    /** In force; a price waits in it below a promotion that runs. */
    LIVE,
    /** Something else is in force, or its time is over. */
    SUPERSEDED,
    /** Refused. */
    REJECTED
}
