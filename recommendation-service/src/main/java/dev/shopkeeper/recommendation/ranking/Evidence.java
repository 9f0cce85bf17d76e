package dev.shopkeeper.recommendation.ranking;

import dev.shopkeeper.recommendation.interaction.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An item that speaks for others.
 *
 * @param item its number in the index
 * @param weight how much it says, relative to the other evidence
 */
public record Evidence(String itemId, int item, Origin origin, double weight) {

    /** How the item came to be known of the visitor. */
    public sealed interface Origin {}

    /** The visitor did something with it. */
    public record Past(Kind kind) implements Origin {}

    /** It was met in what the request tells of the visit. */
    public record InSession() implements Origin {}

    /** It is what the page is about. */
    public record Viewed() implements Origin {}

    /** It lies in the basket. */
    public record InBasket() implements Origin {}

    /** Whether it fades as later things are met. */
    boolean fades() {
        return origin instanceof Past || origin instanceof InSession;
    }

    /** Each item once, where it first stands, with the most that it says anywhere. */
    static List<Evidence> distinct(List<Evidence> all) {
        Map<Integer, Evidence> byItem = new LinkedHashMap<>();
        for (Evidence one : all) {
            byItem.merge(one.item(), one, (known, earlier) -> known.weight() >= earlier.weight() ? known : earlier);
        }
        return new ArrayList<>(byItem.values());
    }
}
