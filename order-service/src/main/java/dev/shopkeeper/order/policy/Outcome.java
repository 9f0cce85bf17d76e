package dev.shopkeeper.order.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a customer may get for goods. */
public enum Outcome {
    REFUND,
    EXCHANGE,
    STORE_CREDIT,
    /** Money, and the customer keeps the goods. */
    REFUND_WITHOUT_RETURN;

    /** All spellings in requests and answers. */
    public static final List<String> WIRE_NAMES =
            Arrays.stream(values()).map(Outcome::wireName).toList();

    /** Spelling in requests and answers, {@code store_credit}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** By its spelling; empty for another word. */
    public static Optional<Outcome> of(String wireName) {
        return Arrays.stream(values())
                .filter(outcome -> outcome.wireName().equals(wireName))
                .findFirst();
    }
}
