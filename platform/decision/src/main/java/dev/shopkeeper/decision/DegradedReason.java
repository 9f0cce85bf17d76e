package dev.shopkeeper.decision;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a fallback stood in for a model that should have answered. A newer service may know more values. */
public enum DegradedReason {
    /** No version of the model is champion. */
    NO_CHAMPION,
    /** What the model needs to know did not arrive within the budget. */
    TOO_LATE,
    /** What the model reads is still being built after a start. */
    BEING_BUILT,
    /** The service did not answer, and the last known good answer was given in its place. */
    UNAVAILABLE,
    /** The shop has stored no rules that hold for what is asked about. */
    NO_POLICY;

    /** {@code no_champion}: what stands in the body. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
