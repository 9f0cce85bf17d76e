package dev.shopkeeper.recommendation.similarity;

/**
 * How contents are compared.
 *
 * @param category weight of a category in the vector of an item, above 0
 * @param brand weight of the brand, above 0
 * @param priceBand weight of the band of the price, above 0
 * @param word weight of a word, above 0
 * @param commonItems a term that at most as many items have is not common, at least 1
 * @param commonShare a term that at most this share of all items has is not common, 0 to 1
 */
public record ContentOptions(
        double category, double brand, double priceBand, double word, int commonItems, double commonShare) {

    /** A brand says most and a price least; what more than 1,000 items and more than one in twenty have is common. */
    public static final ContentOptions DEFAULT = new ContentOptions(1, 1.5, 0.5, 1, 1_000, 0.05);

    public ContentOptions {
        requireWeight("category", category);
        requireWeight("brand", brand);
        requireWeight("priceBand", priceBand);
        requireWeight("word", word);
        if (commonItems < 1) {
            throw new IllegalArgumentException("commonItems is " + commonItems
                    + ", expected at least 1. Maybe 1000: the terms that fewer items have find neighbours?");
        }
        if (!(commonShare >= 0 && commonShare <= 1)) {
            throw new IllegalArgumentException(
                    "commonShare is " + commonShare + ", expected 0 to 1. Maybe 0.05, for one item in twenty?");
        }
    }

    private static void requireWeight(String name, double weight) {
        if (!(weight > 0 && weight <= 1_000)) {
            throw new IllegalArgumentException(
                    name + " is " + weight + ", expected more than 0, at most 1000. Maybe 1?");
        }
    }

    double weight(ContentTerm.Kind kind) {
        return switch (kind) {
            case CATEGORY -> category;
            case BRAND -> brand;
            case PRICE_BAND -> priceBand;
            case WORD -> word;
        };
    }

    /** How many items may have a term that is not common. */
    int rareUpTo(int items) {
        return Math.max(commonItems, (int) (commonShare * items));
    }
}
