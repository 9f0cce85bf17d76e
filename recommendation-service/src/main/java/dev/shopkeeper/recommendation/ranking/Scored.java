package dev.shopkeeper.recommendation.ranking;

import dev.shopkeeper.recommendation.similarity.ContentTerm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An item with what its score is made of. Every term is rounded to a billionth before it is added, so that the terms add up to
 * the score exactly.
 *
 * @param item its number in the index
 * @param contributions the greatest first
 */
public record Scored(int item, List<Contribution> contributions) {

    /** What scores are counted in. */
    static final long UNIT = 1_000_000_000L;

    /** Terms told one by one; what more there are is told as one. */
    static final int MOST_TERMS = 8;

    public Scored {
        contributions = List.copyOf(contributions);
    }

    /**
     * One term of a score.
     *
     * @param source what kind of term it is
     * @param evidence where the term comes from, or null for one that comes from no single item
     * @param units billionths
     * @param terms how many are told as one
     * @param content what is said of both items, where the term comes from that
     */
    public record Contribution(
            Source source,
            @Nullable Evidence evidence,
            long units,
            int terms,
            @Nullable ContentTerm content) {

        static Contribution of(Source source, @Nullable Evidence evidence, long units) {
            return new Contribution(source, evidence, units, 1, null);
        }
    }

    /** Kinds of terms. */
    public enum Source {
        /** What is met together with an item. */
        TOGETHER,
        /** What was learnt to come after an item. */
        NEXT,
        /** What is wanted. */
        POPULARITY,
        /** What is said of it and of the other item. */
        CONTENT,
        /** What people did with items like it when they were shown. */
        SHOWN_BEFORE,
        /** Where it stands among what was found. */
        FOUND,
        /** What it pays for being like items before it. */
        LIKENESS,
        /** Several terms, each too small to be told. */
        REST
    }

    /** An item with its terms; the least of very many are told as one. */
    static Scored of(int item, List<Contribution> terms) {
        List<Contribution> sorted = new ArrayList<>(terms);
        sorted.sort(Comparator.comparingLong((Contribution term) -> Math.abs(term.units()))
                .reversed());
        if (sorted.size() > MOST_TERMS + 1) {
            List<Contribution> rest = sorted.subList(MOST_TERMS, sorted.size());
            long units = rest.stream().mapToLong(Contribution::units).sum();
            Contribution one = new Contribution(Source.REST, null, units, rest.size(), null);
            rest.clear();
            sorted.add(one);
        }
        sorted.sort(Comparator.comparingLong(Contribution::units).reversed());
        return new Scored(item, sorted);
    }

    /** The same with one term more. */
    Scored plus(Source source, long units) {
        if (units == 0) {
            return this;
        }
        List<Contribution> all = new ArrayList<>(contributions);
        all.add(Contribution.of(source, null, units));
        all.sort(Comparator.comparingLong(Contribution::units).reversed());
        return new Scored(item, all);
    }

    long units() {
        return contributions.stream().mapToLong(Contribution::units).sum();
    }

    static long inUnits(double score) {
        return Math.round(score * UNIT);
    }
}
