package dev.shopkeeper.recommendation.ranking;

import dev.shopkeeper.recommendation.popularity.Ranking;
import java.util.List;
import java.util.function.IntPredicate;

/** Ranks items by what is known of a visitor. Safe to be used by many threads. */
public interface Ranker {

    /**
     * The best items that are eligible, each with what its score is made of.
     *
     * @param evidence what the visitor met, the latest first; an item may stand in it several times
     * @param popular how much items are wanted now; {@link Ranking#EMPTY} where popularity is to say nothing
     * @param eligible by number in the index
     * @param limit most items
     */
    List<Scored> best(List<Evidence> evidence, Ranking popular, IntPredicate eligible, int limit);

    /** Whether anything is known of what goes with an item, by its number in the index. */
    boolean knows(int item);

    /** How the ranker ranks, for words. */
    Manner manner();

    /** Manners. */
    enum Manner {
        /** By what is met together. */
        TOGETHER,
        /** By what was learnt of what comes next. */
        NEXT,
        /** By what is said of items. */
        CONTENT,
        /** By what is wanted now. */
        WANTED
    }
}
