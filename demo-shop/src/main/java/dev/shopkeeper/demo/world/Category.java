package dev.shopkeeper.demo.world;

import java.util.List;
import java.util.Map;

/**
 * What is common to the items of one category.
 *
 * @param itemShare share of the range, relative to the other categories
 * @param demand share of visits, relative to the other categories
 * @param priceMedian median list price in CNY; {@code priceSpread} is the deviation of its logarithm
 * @param margin share of the list price that is left after the cost
 * @param elasticity by how much demand falls, in logarithms, per logarithm of price
 * @param priceWeight what the logarithm of the price weighs in a choice, so that all choices together make demand fall by the
 *     elasticity; found by simulation, and checked by a test
 * @param consumptionDays how long one unit lasts; 0 for what is not used up
 * @param casePack how many units its suppliers pack together
 * @param shelfLifeDays how long it can be sold after it has arrived; 0 for what does not spoil
 * @param returnRate probability that a bought unit comes back
 * @param season demand by month, January first, around 1
 * @param returnReasons weights of the reasons
 */
public record Category(
        String id,
        String zh,
        String en,
        Text department,
        double itemShare,
        double demand,
        double priceMedian,
        double priceSpread,
        double margin,
        int weightGrams,
        double elasticity,
        double priceWeight,
        int consumptionDays,
        int casePack,
        int shelfLifeDays,
        double returnRate,
        double[] season,
        List<String> sizes,
        List<Text> nouns,
        List<Text> qualifiers,
        Map<String, List<Text>> attributes,
        Map<String, Double> returnReasons) {

    public Category {
        if (season.length != 12) {
            throw new IllegalArgumentException(
                    "category " + id + " has " + season.length + " months of season, not 12");
        }
    }

    public boolean consumable() {
        return consumptionDays > 0;
    }
}
