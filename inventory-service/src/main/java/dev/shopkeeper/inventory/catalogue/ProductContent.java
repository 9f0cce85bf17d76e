package dev.shopkeeper.inventory.catalogue;

import dev.shopkeeper.events.Money;
import dev.shopkeeper.inventory.input.JsonFields;
import dev.shopkeeper.starter.problem.Violation;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a merchant says about an item; an upsert replaces all of it.
 *
 * @param titles by language ({@code zh}, {@code en}), at least one
 * @param categories from general to special
 * @param cost what the shop pays; never shown to the storefront
 */
public record ProductContent(
        Map<String, String> titles,
        @Nullable String description,
        @Nullable String brand,
        @Nullable String merchantId,
        List<String> categories,
        Map<String, String> attributes,
        @Nullable Money cost,
        @Nullable Money listPrice,
        @Nullable Integer weightGrams,
        @Nullable String size,
        @Nullable String imageUrl,
        boolean active) {

    static final int TITLE_LENGTH = 500;
    static final int DESCRIPTION_LENGTH = 20_000;
    static final int NAME_LENGTH = 200;
    static final int URL_LENGTH = 2_000;
    static final int MAXIMUM_LANGUAGES = 20;
    static final int MAXIMUM_CATEGORIES = 20;
    static final int MAXIMUM_ATTRIBUTES = 100;
    static final int ATTRIBUTE_LENGTH = 1_000;
    static final int MAXIMUM_WEIGHT_GRAMS = 100_000_000;

    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*");

    public ProductContent {
        titles = Collections.unmodifiableMap(new TreeMap<>(titles));
        categories = List.copyOf(categories);
        attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    }

    /** Reads the content's fields, adding what is wrong to the violations; null if anything is. */
    static @Nullable ProductContent read(JsonFields fields, List<Violation> violations) {
        int before = violations.size();
        Map<String, String> titles = fields.textMap("titles", MAXIMUM_LANGUAGES, 35, TITLE_LENGTH);
        if (titles.isEmpty() && violations.size() == before) {
            fields.violation("titles", null, "must have a title in at least one language such as en or zh");
        }
        titles.forEach((language, title) -> {
            if (!LANGUAGE.matcher(language).matches()) {
                fields.violation("titles." + language, language, "must be named by a language tag such as en or zh");
            } else if (title.isBlank()) {
                fields.violation("titles." + language, title, "must not be blank");
            }
        });
        String description = fields.text("description", DESCRIPTION_LENGTH);
        String brand = fields.text("brand", NAME_LENGTH);
        String merchantId = fields.id("merchant_id");
        List<String> categories = fields.texts("categories", MAXIMUM_CATEGORIES, NAME_LENGTH);
        Map<String, String> attributes =
                fields.textMap("attributes", MAXIMUM_ATTRIBUTES, NAME_LENGTH, ATTRIBUTE_LENGTH);
        Money cost = fields.money("cost");
        Money listPrice = fields.money("list_price");
        Long weight = fields.integer("weight_grams", 0, MAXIMUM_WEIGHT_GRAMS);
        String size = fields.text("size", NAME_LENGTH);
        String imageUrl = fields.text("image_url", URL_LENGTH);
        if (imageUrl != null && !isWebAddress(imageUrl)) {
            fields.violation("image_url", JsonFields.shorten(imageUrl), "must be an http or https URL");
        }
        Boolean active = fields.bool("active");
        return violations.size() > before
                ? null
                : new ProductContent(
                        titles,
                        description,
                        brand,
                        merchantId,
                        categories,
                        attributes,
                        cost,
                        listPrice,
                        weight == null ? null : weight.intValue(),
                        size,
                        imageUrl,
                        active == null || active);
    }

    private static boolean isWebAddress(String text) {
        try {
            URI uri = new URI(text);
            return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** What a search by words looks through, lower-case. */
    String searchText(String itemId) {
        return (itemId + "\n" + String.join("\n", titles.values()) + "\n" + (brand == null ? "" : brand))
                .toLowerCase(Locale.ROOT);
    }
}
