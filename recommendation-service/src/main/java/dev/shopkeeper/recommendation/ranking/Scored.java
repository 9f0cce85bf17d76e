package dev.shopkeeper.recommendation.ranking;

import dev.shopkeeper.recommendation.similarity.ContentTerm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An item with what its score is made of. Every term is rounded to a billionth before it is added, so that the terms add up to
 * the score exactly.
 *
 * @param item its number in the index
 * @param contributions the greatest first
 * @param units their sum, in billionths
 */
public record Scored(int item, List<Contribution> contributions, long units) {

    /** What scores are counted in. */
    static final long UNIT = 1_000_000_000L;

    private static final Comparator<Contribution> GREATEST_FIRST =
            (one, other) -> Long.compare(other.units(), one.units());

    /** Terms told one by one; what more there are is told as one. */
    static final int MOST_TERMS = 4;

    public Scored {
        contributions = List.copyOf(contributions);
    }

    Scored(int item, List<Contribution> contributions) {
        this(item, contributions, sum(contributions));
    }

    private static long sum(List<Contribution> contributions) {
        long sum = 0;
        for (Contribution one : contributions) {
            sum += one.units();
        }
        return sum;
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
        /** Nothing is known of it but that it is in the catalogue. */
        NEWEST,
        /** What it pays for being like items before it. */
        LIKENESS,
        /** It was drawn. */
        CHANCE,
        /** What its merchant is to have of the list. */
        FLOOR,
        /** Several terms, each too small to be told. */
        REST
    }

    /** An item with its terms; the least of very many are told as one. */
    static Scored of(int item, List<Contribution> terms) {
        List<Contribution> told = terms.size() > MOST_TERMS + 1 ? weightiest(terms) : new ArrayList<>(terms);
        told.sort(GREATEST_FIRST);
        return new Scored(item, told);
    }

    /** Those farthest from zero, of equal ones the first, and what the others come to. */
    private static List<Contribution> weightiest(List<Contribution> terms) {
        long[] sizes = new long[terms.size()];
        for (int term = 0; term < sizes.length; term++) {
            sizes[term] = Math.abs(terms.get(term).units());
        }
        long[] sorted = sizes.clone();
        Arrays.sort(sorted);
        long least = sorted[sorted.length - MOST_TERMS];
        int equal = MOST_TERMS;
        for (int place = sorted.length - MOST_TERMS; place < sorted.length; place++) {
            equal -= sorted[place] > least ? 1 : 0;
        }
        List<Contribution> told = new ArrayList<>(MOST_TERMS + 1);
        long rest = 0;
        for (int term = 0; term < sizes.length; term++) {
            if (sizes[term] > least || sizes[term] == least && equal-- > 0) {
                told.add(terms.get(term));
            } else {
                rest += terms.get(term).units();
            }
        }
        told.add(new Contribution(Source.REST, null, rest, sizes.length - MOST_TERMS, null));
        return told;
    }

    /** The same, with a word on why it stands where it does that is no part of the score. */
    Scored noted(Source source) {
        List<Contribution> all = new ArrayList<>(contributions);
        all.add(Contribution.of(source, null, 0));
        all.sort(GREATEST_FIRST);
        return new Scored(item, all);
    }

    /** The same with one term more. */
    Scored plus(Source source, long units) {
        if (units == 0) {
            return this;
        }
        List<Contribution> all = new ArrayList<>(contributions);
        all.add(Contribution.of(source, null, units));
        all.sort(GREATEST_FIRST);
        return new Scored(item, all);
    }

    static long inUnits(double score) {
        return Math.round(score * UNIT);
    }
}
