package dev.shopkeeper.recommendation.cooccurrence;

/**
 * What bounds the memory of {@link CooccurrenceCounts}.
 *
 * @param itemsPerContext a context counts with at most so many distinct items: those with the smallest hash of
 *     (context, item), which is a sample that does not depend on the order of arrival
 * @param contexts so many contexts are remembered, to recognise a pair met twice; the one untouched for longest is
 *     forgotten first, and what it gave stays counted
 * @param pairs at most so many distinct pairs are counted; beyond, the pairs met least often are dropped until three
 *     quarters remain, and the counts are no longer exact
 */
public record Limits(int itemsPerContext, int contexts, int pairs) {

    public Limits {
        if (itemsPerContext < 2 || contexts < 1 || pairs < 4) {
            throw new IllegalArgumentException("items-per-context is " + itemsPerContext + ", contexts " + contexts
                    + ", pairs " + pairs + ". Maybe give at least 2, 1 and 4?");
        }
    }
}
