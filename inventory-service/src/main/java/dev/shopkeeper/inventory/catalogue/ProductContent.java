package dev.shopkeeper.inventory.catalogue;

import dev.shopkeeper.events.Money;
import dev.shopkeeper.starter.bulk.Fields;
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
    private static final Pattern NAME = Pattern.compile("[^\\u0000-\\u001f\\u007f-\\u009f]{1,200}");
    private static final Pattern WEB_ADDRESS = Pattern.compile("https?://[!-~]+");

    public ProductContent {
        titles = Collections.unmodifiableMap(new TreeMap<>(titles));
        categories = List.copyOf(categories);
        attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    }

    /** Reads the content's fields. */
    static ProductContent read(Fields fields) {
        Map<String, String> titles = fields.texts("titles", 1, MAXIMUM_LANGUAGES, LANGUAGE, TITLE_LENGTH);
        String description = fields.linesOrNull("description", DESCRIPTION_LENGTH);
        String brand = fields.textOrNull("brand", NAME_LENGTH);
        String merchantId = fields.idOrNull("merchant_id");
        List<String> categories = fields.texts("categories", MAXIMUM_CATEGORIES, NAME_LENGTH);
        Map<String, String> attributes = fields.texts("attributes", 0, MAXIMUM_ATTRIBUTES, NAME, ATTRIBUTE_LENGTH);
        Money cost = fields.moneyOrNull("cost");
        Money listPrice = fields.moneyOrNull("list_price");
        Long weight = fields.wholeOrNull("weight_grams", 0, MAXIMUM_WEIGHT_GRAMS);
        String size = fields.textOrNull("size", NAME_LENGTH);
        String imageUrl =
                fields.formedOrNull("image_url", URL_LENGTH, WEB_ADDRESS, false, "must be an http or https URL");
        if (imageUrl != null && !isWebAddress(imageUrl)) {
            fields.refuse("image_url", Fields.shortened(imageUrl), "must be an http or https URL");
        }
        Boolean active = fields.truthOrNull("active");
        return new ProductContent(
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
