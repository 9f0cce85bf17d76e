package dev.shopkeeper.order.policy;

/** What a policy found about an outcome. */
public enum Finding {
    /** Allowed, and nobody need look at it. */
    ALLOWED(true),
    /** Allowed, and the rule wants a person to decide. */
    NOT_AUTOMATIC(true),
    /** Allowed, and a person decides about an amount of this height. */
    ABOVE_MOST(true),
    /** An item is sold for good. */
    FINAL_SALE(false),
    /** The rule of the day forbids it. */
    FORBIDDEN(false),
    /** The rule of the day allows it for other reasons alone. */
    OTHER_REASON(false);

    private final boolean eligible;

    Finding(boolean eligible) {
        this.eligible = eligible;
    }

    /** Whether the outcome is open to the customer. */
    public boolean eligible() {
        return eligible;
    }
}
