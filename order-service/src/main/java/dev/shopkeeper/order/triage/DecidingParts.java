package dev.shopkeeper.order.triage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Says which parts of a text decided. N-grams overlap; people read words. So what each n-gram adds is spread over its words
 * or Chinese characters, and the text is covered by parts that do not overlap, those that weigh most first: one or two
 * words, one to four characters. The parts add up to all that the n-grams add.
 */
final class DecidingParts {

    private final PlainText plain;
    private final Ngrams ngrams;

    DecidingParts(PlainText plain, Ngrams ngrams) {
        this.plain = plain;
        this.ngrams = ngrams;
    }

    /** @param contributions what each n-gram adds */
    List<Reading.Part> of(double[] contributions) {
        double[] byToken = new double[ngrams.tokens()];
        List<Candidate> candidates = new ArrayList<>();
        boolean[] negated = new boolean[byToken.length];
        for (int i = 0; i < contributions.length; i++) {
            int first = tokenAt(ngrams.from(i));
            int last = tokenAt(ngrams.to(i) - 1);
            for (int token = first; token <= last; token++) {
                byToken[token] += contributions[i] / (last - first + 1);
                negated[token] |= first == last && ngrams.negated(i);
            }
            if (contributions[i] != 0) {
                candidates.add(new Candidate(first, last, Math.abs(contributions[i])));
            }
        }
        candidates.sort(Comparator.comparingDouble(Candidate::weight)
                .reversed()
                .thenComparingInt(Candidate::first)
                .thenComparingInt(Candidate::last));
        boolean[] covered = new boolean[byToken.length];
        List<Reading.Part> parts = new ArrayList<>();
        for (Candidate candidate : candidates) {
            if (free(candidate, covered)) {
                parts.add(part(candidate.first(), candidate.last(), byToken, negated));
                Arrays.fill(covered, candidate.first(), candidate.last() + 1, true);
            }
        }
        for (int token = 0; token < covered.length; token++) {
            if (!covered[token] && byToken[token] != 0) {
                parts.add(part(token, token, byToken, negated));
            }
        }
        parts.sort(Comparator.comparingInt(Reading.Part::from));
        return parts;
    }

    private record Candidate(int first, int last, double weight) {}

    private static boolean free(Candidate candidate, boolean[] covered) {
        for (int token = candidate.first(); token <= candidate.last(); token++) {
            if (covered[token]) {
                return false;
            }
        }
        return true;
    }

    private Reading.Part part(int first, int last, double[] byToken, boolean[] negated) {
        double sum = 0;
        boolean no = false;
        for (int token = first; token <= last; token++) {
            sum += byToken[token];
            no |= negated[token];
        }
        Span there = plain.origin(new Span(ngrams.tokenFrom(first), ngrams.tokenTo(last)));
        return new Reading.Part(there.from(), there.to(), sum, no);
    }

    /** The token that a character lies in; an n-gram begins and ends within tokens. */
    private int tokenAt(int character) {
        int low = 0;
        int high = ngrams.tokens() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (ngrams.tokenFrom(middle) <= character) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
