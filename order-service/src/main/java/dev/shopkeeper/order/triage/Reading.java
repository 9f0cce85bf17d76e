package dev.shopkeeper.order.triage;

import java.util.List;

/**
 * What a model has read in a text.
 *
 * @param ranked all labels, the likeliest first
 * @param parts what decided between the first and the second label, in the order of the text
 * @param knownShare how much of the text the model knows, 0 to 1
 */
public record Reading(List<Ranked> ranked, List<Part> parts, double knownShare, Outcome outcome, Cause cause) {

    public Reading {
        ranked = List.copyOf(ranked);
        parts = List.copyOf(parts);
    }

    /** A label and its probability. */
    public record Ranked(String label, double probability) {}

    /**
     * A part of the text.
     *
     * @param from where it begins in the original, in UTF-16 code units
     * @param logOdds how much it speaks for the first label against the second, in nats
     * @param negated whether a negation denies it
     */
    public record Part(int from, int to, double logOdds, boolean negated) {}

    /** What becomes of a message. */
    public enum Outcome {
        /** Understood well enough to be acted on without a person. */
        AUTO,
        /** A person looks at it, with the label proposed. */
        REVIEW,
        /** Nothing that this model knows; a person reads it. */
        OUT_OF_SCOPE
    }

    /** Why. */
    public enum Cause {
        SURE,
        BELOW_TARGET_PRECISION,
        /** A word that asks for something stands behind a negation: "I do not want to return it". */
        DENIED_REQUEST,
        UNKNOWN_WORDS,
        UNLIKE_WHAT_WAS_LEARNT
    }

    /** The likeliest label. */
    public Ranked first() {
        return ranked.getFirst();
    }
}
