package dev.shopkeeper.starter.decision;

import java.time.Instant;

/**
 * The part of its body that every decision has. Records that are answered as decisions implement it, so that none
 * forgets to say who decided, when, why, and whether a fallback had to.
 */
public interface Decision {

    /** Name of the model or of the fallback. */
    String model();

    /** Version of the model that decided. */
    String modelVersion();

    /** When it was decided. */
    Instant decidedAt();

    /** Whether a fallback decided, since no model could. */
    boolean degraded();

    /** Why, in a sentence for people. */
    String explanation();
}
