package dev.shopkeeper.recommendation.ranking;

import dev.shopkeeper.recommendation.interaction.Kind;

/**
 * An item that speaks for its neighbours.
 *
 * @param item its number in the index
 * @param weight how much it says, relative to the other evidence
 */
record Evidence(String itemId, int item, Origin origin, double weight) {

    /** How the item came to be known of the visitor. */
    sealed interface Origin {}

    /** The visitor did something with it. */
    record Past(Kind kind) implements Origin {}

    /** It is what the page is about. */
    record Viewed() implements Origin {}

    /** It lies in the basket. */
    record InBasket() implements Origin {}
}
