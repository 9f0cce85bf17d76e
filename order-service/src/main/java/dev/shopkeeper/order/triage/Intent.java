package dev.shopkeeper.order.triage;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a customer wants who writes: the intents that a person may name and a model may read. */
public enum Intent {
    /** Where is my order, when does it come. */
    ORDER_STATUS,
    /** Told as delivered, or long due, and not there. */
    NOT_RECEIVED,
    ADDRESS_CHANGE,
    CANCEL,
    RETURN,
    EXCHANGE,
    INVOICE,
    COMPLAINT,
    PRAISE,
    /** None of these. */
    OTHER;

    /** As they are spelt in requests, answers and events. */
    public static final List<String> WIRE_NAMES =
            Arrays.stream(values()).map(Intent::wireName).toList();

    /** Spelling in requests, answers and events, {@code order_status}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The intent of that spelling. */
    public static Optional<Intent> of(String wireName) {
        return Arrays.stream(values())
                .filter(intent -> intent.wireName().equals(wireName))
                .findFirst();
    }
}
