package dev.shopkeeper.membership.member;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What being in a tier earns, besides coupons; settings under {@code shopkeeper.membership.benefits}, by tier. Immutable.
 */
@ConfigurationProperties("shopkeeper.membership")
public final class Benefits {

    private static final Map<String, List<String>> DEFAULTS =
            Map.of("loyal", List.of("free_return_shipping", "priority_delivery"));

    private final Map<String, List<String>> byTier;

    /**
     * Takes the settings, or the defaults where there are none.
     *
     * @throws IllegalArgumentException for a benefit without a name
     */
    public Benefits(@Nullable Map<String, List<String>> benefits) {
        byTier = (benefits == null ? DEFAULTS : benefits)
                .entrySet().stream()
                        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, each -> List.copyOf(each.getValue())));
        byTier.forEach((tier, names) -> {
            if (names.stream().anyMatch(String::isBlank)) {
                throw new IllegalArgumentException("shopkeeper.membership.benefits." + tier + " is " + names
                        + ", and one of them has no name. Maybe there is a comma too many?");
            }
        });
    }

    /** The benefits of a tier, in the order of the settings; none for a tier that they do not name. */
    public List<String> of(String tier) {
        return byTier.getOrDefault(tier, List.of());
    }
}
