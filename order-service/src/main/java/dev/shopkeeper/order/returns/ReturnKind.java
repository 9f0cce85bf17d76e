package dev.shopkeeper.order.returns;

import dev.shopkeeper.order.policy.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What the customer wants for the goods. */
public enum ReturnKind {
    REFUND,
    EXCHANGE,
    STORE_CREDIT;

    static final List<String> WIRE_NAMES =
            Arrays.stream(values()).map(ReturnKind::wireName).toList();

    /** Spelling in requests and events, {@code store_credit}. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a policy calls it. */
    Outcome outcome() {
        return switch (this) {
            case REFUND -> Outcome.REFUND;
            case EXCHANGE -> Outcome.EXCHANGE;
            case STORE_CREDIT -> Outcome.STORE_CREDIT;
        };
    }

    static ReturnKind of(String wireName) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName().equals(wireName))
                .findFirst()
                .orElse(REFUND);
    }
}
