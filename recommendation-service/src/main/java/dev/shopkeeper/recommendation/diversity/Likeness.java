package dev.shopkeeper.recommendation.diversity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * How alike two items are: the weighted Jaccard index of their features, that is the weight of those they share divided by
 * the weight of those that at least one of them has. Features are each category, the brand and the merchant. 0 where
 * nothing is shared or known, 1 for items with the same features.
 *
 * @param category weight of each category, at least 0
 * @param brand weight of the brand, at least 0
 * @param merchant weight of the merchant, at least 0
 */
public record Likeness(double category, double brand, double merchant) {

    /** A category or a brand weighs 1, a merchant half as much. */
    public static final Likeness DEFAULT = new Likeness(1, 1, 0.5);

    public Likeness {
        requireWeight("category", category);
        requireWeight("brand", brand);
        requireWeight("merchant", merchant);
    }

    private static void requireWeight(String name, double weight) {
        if (!(weight >= 0 && weight <= 1_000_000)) {
            throw new IllegalArgumentException("weight of " + name + " is " + weight
                    + ", expected 0 to 1000000. Maybe 0, to leave it out of the comparison?");
        }
    }

    /** @return {@code Features[candidates]}, which may be compared with one another */
    Features[] features(List<Candidate> candidates) {
        Map<Feature, Integer> numbers = new HashMap<>();
        Function<Feature, Integer> number = feature -> numbers.computeIfAbsent(feature, any -> numbers.size());
        return candidates.stream()
                .map(candidate -> {
                    int[] categories = candidate.categories().stream()
                            .distinct()
                            .map(name -> number.apply(new Feature('c', name)))
                            .mapToInt(Integer::intValue)
                            .sorted()
                            .toArray();
                    String brand = candidate.brand();
                    String merchant = candidate.merchantId();
                    return new Features(
                            categories,
                            brand == null ? -1 : number.apply(new Feature('b', brand)),
                            merchant == null ? -1 : number.apply(new Feature('m', merchant)));
                })
                .toArray(Features[]::new);
    }

    double of(Features one, Features other) {
        int sharedCategories = shared(one.categories, other.categories);
        boolean sameBrand = one.brand >= 0 && one.brand == other.brand;
        boolean sameMerchant = one.merchant >= 0 && one.merchant == other.merchant;
        double shared = category * sharedCategories + (sameBrand ? brand : 0) + (sameMerchant ? merchant : 0);
        if (shared == 0) {
            return 0;
        }
        int categories = one.categories.length + other.categories.length - sharedCategories;
        double all = category * categories
                + brand * distinct(one.brand, other.brand)
                + merchant * distinct(one.merchant, other.merchant);
        return shared / all;
    }

    private static int distinct(int one, int other) {
        int known = (one >= 0 ? 1 : 0) + (other >= 0 ? 1 : 0);
        return one == other && known == 2 ? 1 : known;
    }

    /** Both ascending. */
    private static int shared(int[] one, int[] other) {
        int shared = 0;
        for (int i = 0, j = 0; i < one.length && j < other.length; ) {
            int order = Integer.compare(one[i], other[j]);
            if (order == 0) {
                shared++;
            }
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        return shared;
    }

    private record Feature(char kind, String name) {}

    /**
     * Numbered features, -1 where there is no brand or merchant.
     *
     * @param categories {@code int[categories]}, distinct, ascending
     */
    record Features(int[] categories, int brand, int merchant) {}
}
