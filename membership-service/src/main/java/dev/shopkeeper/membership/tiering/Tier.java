package dev.shopkeeper.membership.tiering;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a member is to the shop, from the least to the most. */
public enum Tier {
    /** Everybody, from the first second. */
    ORDINARY,
    /** Who may become loyal: coupons are for them. */
    POTENTIAL,
    /** Who is: privileges are for them. */
    LOYAL;

    /** As it stands in answers, events and rows. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The tier of a name, where there is one. */
    public static Optional<Tier> of(String wireName) {
        return Arrays.stream(values())
                .filter(tier -> tier.wireName().equals(wireName))
                .findFirst();
    }

    /** All names, from the least tier to the highest, for a reader: {@code ordinary, potential, loyal}. */
    public static String wireNames() {
        return Arrays.stream(values()).map(Tier::wireName).collect(Collectors.joining(", "));
    }

    boolean above(Tier other) {
        return compareTo(other) > 0;
    }
}
