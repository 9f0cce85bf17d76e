package dev.shopkeeper.learning.life;

import java.util.Locale;

/** Where a training run stands; the last four are final. */
public enum RunState {
    REQUESTED,
    RUNNING,
    EVALUATED,
    CHAMPION,
    REJECTED,
    FAILED,
    CANCELLED;

    /** Whether nothing more will happen to the run. */
    public boolean isFinal() {
        return ordinal() >= CHAMPION.ordinal();
    }

    /** As events, answers and rows spell it. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static RunState of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
