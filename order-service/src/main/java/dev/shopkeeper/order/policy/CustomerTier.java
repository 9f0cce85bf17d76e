package dev.shopkeeper.order.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Who asks, as far as rules tell people apart. */
public enum CustomerTier {
    ORDINARY,
    POTENTIAL,
    LOYAL,
    /** Nobody whom membership told of. */
    GUEST;

    /** All spellings in requests and answers. */
    public static final List<String> WIRE_NAMES =
            Arrays.stream(values()).map(CustomerTier::wireName).toList();

    /** Spelling in requests, answers and member events, {@code loyal}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** By its spelling; empty for another word. */
    public static Optional<CustomerTier> of(String wireName) {
        return Arrays.stream(values())
                .filter(tier -> tier.wireName().equals(wireName))
                .findFirst();
    }
}
