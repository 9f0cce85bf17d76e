package dev.shopkeeper.pricing.guardrail;

import java.math.BigDecimal;
import java.util.List;

/** What the rules say to a price. */
public sealed interface Verdict {

    /** A price that keeps all of them, and what each that mattered did to it, in their order. */
    record Bounded(BigDecimal price, List<Binding> bindings) implements Verdict {

        public Bounded {
            bindings = List.copyOf(bindings);
        }
    }

    /**
     * No price keeps all of them.
     *
     * @param atLeast the rule whose floor
     * @param least is this
     * @param atMost the rule whose ceiling
     * @param most is this, and lower
     */
    record Conflict(String atLeast, BigDecimal least, String atMost, BigDecimal most) implements Verdict {}
}
