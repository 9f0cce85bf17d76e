package dev.shopkeeper.decision;

/**
 * The part of its body that every decision has. Records that are answered as decisions implement it, so that none forgets
 * to say what decided, when, why, and whether a fallback had to. The stamp stands unwrapped in the body:
 *
 * {@snippet :
 * record Quote(String itemId, Money price, @JsonUnwrapped Stamp stamp, Explanation explanation) implements Decision {}
 * }
 */
public interface Decision {

    /** What decided. */
    Stamp stamp();

    /** Why. */
    Explanation explanation();
}
