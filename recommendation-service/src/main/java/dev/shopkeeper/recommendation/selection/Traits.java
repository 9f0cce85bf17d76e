package dev.shopkeeper.recommendation.selection;

/**
 * What is known of the histories before anything is learned from them.
 *
 * @param ordered whether the events of a history come in an order that means something
 * @param repeats whether what was met before may be wanted again
 * @param metric that is to be as great as possible, such as {@code ndcg_at_10}
 */
public record Traits(boolean ordered, boolean repeats, String metric) {}
