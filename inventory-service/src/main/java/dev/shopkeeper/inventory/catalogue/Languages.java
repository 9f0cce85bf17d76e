package dev.shopkeeper.inventory.catalogue;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import org.jspecify.annotations.Nullable;

/** The languages a visitor reads, best first (RFC 4647 lookup). */
record Languages(List<LanguageRange> ranges) {

    private static final List<String> FALLBACKS = List.of("en", "zh");

    /** Reads an {@code Accept-Language} header; one that cannot be read counts as absent. */
    static Languages of(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return new Languages(List.of());
        }
        try {
            return new Languages(LanguageRange.parse(header));
        } catch (IllegalArgumentException e) {
            return new Languages(List.of());
        }
    }

    /** The best of these languages; English, Chinese, then the first of all where the visitor reads none. */
    String choose(Collection<String> offered) {
        String found = Locale.lookupTag(ranges, offered);
        if (found == null) {
            // somebody who reads zh is served by zh-Hans as well
            for (LanguageRange range : ranges) {
                String primary = range.getRange().split("-", 2)[0];
                found = offered.stream()
                        .filter(tag -> range.getWeight() > 0 && tag.split("-", 2)[0].equalsIgnoreCase(primary))
                        .findFirst()
                        .orElse(null);
                if (found != null) {
                    break;
                }
            }
        }
        String lookedUp = found;
        return offered.stream()
                .filter(tag -> tag.equalsIgnoreCase(lookedUp))
                .findFirst()
                .or(() -> FALLBACKS.stream().filter(offered::contains).findFirst())
                .or(() -> offered.stream().findFirst())
                .orElse("en");
    }
}
