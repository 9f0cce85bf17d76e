package dev.shopkeeper.recommendation.similarity;

import java.util.List;

/**
 * An item that is like another one.
 *
 * @param units the cosine in billionths: the sum of what the shared terms add, exactly; up to 1,000,000,000, but for the
 *     rounding of each term
 * @param shared the terms that both have, what adds most first
 */
public record ContentNeighbour(String itemId, long units, List<Shared> shared) {

    /** What cosines are counted in. */
    public static final long UNIT = 1_000_000_000L;

    public ContentNeighbour {
        shared = List.copyOf(shared);
    }

    /**
     * A term that both items have.
     *
     * @param units what it adds to the cosine, in billionths
     */
    public record Shared(ContentTerm term, long units) {}
}
