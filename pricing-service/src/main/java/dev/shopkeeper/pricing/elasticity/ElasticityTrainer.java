package dev.shopkeeper.pricing.elasticity;

import dev.shopkeeper.pricing.elasticity.Elasticity.Source;
import dev.shopkeeper.pricing.elasticity.Elasticity.Standing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Learns elasticities: category by category from all its items, then item by item, where each item's own estimate counts
 * beside its category's and its brand's as far as it is exact (Efron and Morris, JASA 70, 1975). A category of which nothing
 * is known has that of all categories together.
 */
public final class ElasticityTrainer {

    /** Of the standard normal distribution, two-sided. */
    static final double NINETY_PERCENT = 1.6448536269514722;

    /** The logarithm of an item's price must deviate by so much to say anything. */
    static final double LEAST_DEVIATION = 0.02;

    /** A category whose coefficient is less exact says nothing beyond the shop's. */
    private static final double MOST_ERROR = 1.5;

    private static final int RECENT_WEEKS = 13;
    private static final int STEPS = 25;
    private static final double MOST_ELASTIC = 12;
    /** Without any category: what meta-analyses find over all markets (Bijmolt, van Heerde, Pieters, JMR 42, 2005). */
    private static final double TYPICAL = -2.6;

    private static final double TYPICAL_DEVIATION = 1.5;

    private ElasticityTrainer() {}

    /** An item's own estimate, before it is held against others. */
    private record Own(ItemWeeks item, int index, double coefficient, double variance, double deviation) {}

    /** What is known of a category by itself. */
    private record Category(
            String id, @Nullable CategoryFit fit, double deviation, double coefficient, double variance) {
        boolean known() {
            return fit != null && deviation >= LEAST_DEVIATION && Math.sqrt(variance) <= MOST_ERROR;
        }

        double interest() {
            return fit == null ? 0 : fit.interest;
        }
    }

    /**
     * Learns.
     *
     * @param items all of as many weeks, at least one
     * @param progress called with 0 to 1; may throw to end the training
     */
    public static ElasticityModel train(List<ItemWeeks> items, DoubleConsumer progress) {
        Map<String, List<ItemWeeks>> byCategory = new TreeMap<>();
        for (ItemWeeks item : items) {
            byCategory.computeIfAbsent(item.category(), id -> new ArrayList<>()).add(item);
        }
        List<Category> categories = new ArrayList<>();
        for (Map.Entry<String, List<ItemWeeks>> entry : byCategory.entrySet()) {
            progress.accept((double) categories.size() / byCategory.size());
            categories.add(category(entry.getKey(), entry.getValue()));
        }
        List<Category> known = categories.stream()
                .filter(category -> category.known() && category.coefficient < 0)
                .toList();
        RandomEffects shop = known.isEmpty()
                ? new RandomEffects(TYPICAL, 0, TYPICAL_DEVIATION * TYPICAL_DEVIATION)
                : RandomEffects.of(
                        known.stream().mapToDouble(Category::coefficient).toArray(),
                        known.stream().mapToDouble(Category::variance).toArray());
        Map<String, Elasticity> answers = new TreeMap<>();
        Map<String, Elasticity> ofCategories = new TreeMap<>();
        List<Own> owns = new ArrayList<>();
        for (Category category : categories) {
            ofCategories.put(category.id, ofCategory(category, shop));
            if (category.known() && category.fit != null) {
                owns.addAll(owns(category.fit, category.coefficient));
            }
        }
        Map<String, double[]> brands = brands(owns, categories);
        for (Category category : categories) {
            Elasticity common = ofCategories.getOrDefault(category.id, ofCategory(category, shop));
            for (ItemWeeks item : byCategory.getOrDefault(category.id, List.of())) {
                answers.put(item.itemId(), ofCategoryAlone(item, common));
            }
            if (category.known() && common.standing() == Standing.KNOWN) {
                ofItems(category, owns, brands, answers);
            }
        }
        progress.accept(1);
        double spread = Math.sqrt(shop.between() + shop.meanVariance());
        return new ElasticityModel(
                answers, ofCategories, around(shop.mean(), spread, Standing.KNOWN, Source.SHOP, "shop", 0));
    }

    private static Category category(String id, List<ItemWeeks> items) {
        @Nullable CategoryFit fit = CategoryFit.of(items);
        return fit == null
                ? new Category(id, null, 0, 0, 0)
                : new Category(id, fit, deviation(fit), fit.coefficient, fit.standardError * fit.standardError);
    }

    /** Of the logarithm of prices around each item's mean. */
    private static double deviation(CategoryFit fit) {
        double squares = 0;
        int count = 0;
        for (ItemWeeks item : fit.items) {
            double own = deviation(item);
            squares += own * own * (item.weeks() - item.first());
            count += item.weeks() - item.first();
        }
        return Math.sqrt(squares / count);
    }

    static double deviation(ItemWeeks item) {
        double[] prices = Arrays.copyOfRange(item.logPrice(), item.first(), item.weeks());
        double mean = Arrays.stream(prices).average().orElse(0);
        return Math.sqrt(Arrays.stream(prices)
                .map(price -> (price - mean) * (price - mean))
                .average()
                .orElse(0));
    }

    private static Elasticity ofCategory(Category category, RandomEffects shop) {
        double spread = Math.sqrt(shop.between() + shop.meanVariance());
        if (!category.known()) {
            return around(shop.mean(), spread, Standing.NOT_ENOUGH_VARIATION, Source.SHOP, "shop", category.interest());
        }
        if (category.coefficient >= 0) {
            return around(shop.mean(), spread, Standing.WRONG_SIGN, Source.SHOP, "shop", category.interest());
        }
        return around(
                category.coefficient,
                Math.sqrt(category.variance),
                Standing.KNOWN,
                Source.CATEGORY,
                category.id,
                category.interest());
    }

    private static Elasticity around(
            double value, double deviation, Standing standing, Source source, String id, double interest) {
        double mean = Math.min(0, value);
        return new Elasticity(
                mean,
                Math.min(mean, value - NINETY_PERCENT * deviation),
                Math.max(mean, Math.min(0, value + NINETY_PERCENT * deviation)),
                standing,
                source,
                id,
                0,
                0,
                interest);
    }

    private static Elasticity ofCategoryAlone(ItemWeeks item, Elasticity common) {
        Standing standing = common.standing() == Standing.KNOWN && deviation(item) < LEAST_DEVIATION
                ? Standing.NOT_ENOUGH_VARIATION
                : common.standing();
        return of(
                item,
                new Elasticity(
                        common.value(),
                        common.lower(),
                        common.upper(),
                        standing,
                        common.source(),
                        common.sourceId(),
                        0,
                        0,
                        common.interest()));
    }

    /** The same with what the item sells. */
    private static Elasticity of(ItemWeeks item, Elasticity known) {
        int from = Math.max(item.first(), item.weeks() - RECENT_WEEKS);
        double units = 0;
        for (int week = from; week < item.weeks(); week++) {
            units += item.units()[week];
        }
        int weeks = item.weeks() - item.first();
        // A quarter says little of what sells rarely: the rest of its history counts as much as another quarter.
        double all = item.sold() / Math.max(1, weeks);
        double weekly = (units + all * RECENT_WEEKS) / (item.weeks() - from + RECENT_WEEKS);
        return new Elasticity(
                known.value(),
                known.lower(),
                known.upper(),
                known.standing(),
                known.source(),
                known.sourceId(),
                weekly,
                weeks,
                known.interest());
    }

    /** Each item's own coefficient, all else as for its category, where its price varied. */
    private static List<Own> owns(CategoryFit fit, double common) {
        List<List<Integer>> rows = new ArrayList<>();
        fit.items.forEach(item -> rows.add(new ArrayList<>()));
        for (int r = 0; r < fit.rows.units().length; r++) {
            rows.get(fit.rows.item()[r]).add(r);
        }
        List<Own> owns = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            double deviation = deviation(fit.items.get(i));
            if (deviation >= LEAST_DEVIATION) {
                Own own = own(fit, i, rows.get(i), common, deviation);
                if (own != null) {
                    owns.add(own);
                }
            }
        }
        return owns;
    }

    private static @Nullable Own own(CategoryFit fit, int index, List<Integer> rows, double common, double deviation) {
        double sold = rows.stream().mapToDouble(r -> fit.rows.units()[r]).sum();
        double slope = 0;
        double information = 0;
        for (int step = 0; step < STEPS; step++) {
            double sum = 0;
            double mean = 0;
            for (int r : rows) {
                double weight = fit.expected[r] * Math.exp(slope * (fit.rows.columns()[r][0] - price(fit, rows)));
                sum += weight;
                mean += weight * fit.rows.columns()[r][0];
            }
            mean /= sum;
            double score = 0;
            information = 0;
            for (int r : rows) {
                double expected = sold
                        / sum
                        * fit.expected[r]
                        * Math.exp(slope * (fit.rows.columns()[r][0] - price(fit, rows)));
                double departure = fit.rows.columns()[r][0] - mean;
                score += (fit.rows.units()[r] - expected) * departure;
                information += expected * departure * departure;
            }
            if (!(information > 1e-9)) {
                return null;
            }
            double move = Math.clamp(score / information, -1, 1);
            slope = Math.clamp(slope + move, -MOST_ELASTIC, MOST_ELASTIC);
            if (Math.abs(move) < 1e-8) {
                break;
            }
        }
        return new Own(fit.items.get(index), index, common + slope, fit.dispersion / information, deviation);
    }

    private static double price(CategoryFit fit, List<Integer> rows) {
        return fit.rows.columns()[rows.getFirst()][0];
    }

    /** By how much items of a brand depart from their categories: mean and variance, drawn to none. */
    private static Map<String, double[]> brands(List<Own> owns, List<Category> categories) {
        Map<String, Double> common = new HashMap<>();
        categories.forEach(category -> common.put(category.id, category.coefficient));
        Map<String, List<double[]>> departures = new TreeMap<>();
        for (Own own : owns) {
            if (own.item.brand() != null) {
                departures
                        .computeIfAbsent(own.item.brand(), brand -> new ArrayList<>())
                        .add(new double[] {own.coefficient - common.getOrDefault(own.item.category(), 0.0), own.variance
                        });
            }
        }
        Map<String, double[]> brands = new TreeMap<>();
        if (departures.size() < 3) {
            return brands;
        }
        List<RandomEffects> each = departures.values().stream()
                .map(of -> RandomEffects.of(
                        of.stream().mapToDouble(one -> one[0]).toArray(),
                        of.stream().mapToDouble(one -> one[1]).toArray()))
                .toList();
        double between = RandomEffects.of(
                        each.stream().mapToDouble(RandomEffects::mean).toArray(),
                        each.stream().mapToDouble(RandomEffects::meanVariance).toArray())
                .between();
        int at = 0;
        for (String brand : departures.keySet()) {
            RandomEffects own = each.get(at++);
            double share = between / (between + own.meanVariance());
            brands.put(brand, new double[] {share * own.mean(), share * own.meanVariance()});
        }
        return brands;
    }

    private static void ofItems(
            Category category, List<Own> all, Map<String, double[]> brands, Map<String, Elasticity> answers) {
        List<Own> owns = all.stream()
                .filter(own -> own.item.category().equals(category.id))
                .toList();
        if (owns.isEmpty()) {
            return;
        }
        double[] expected = new double[owns.size()];
        double[] brandVariance = new double[owns.size()];
        double[] departures = new double[owns.size()];
        for (int i = 0; i < expected.length; i++) {
            double[] brand = owns.get(i).item.brand() == null
                    ? new double[2]
                    : brands.getOrDefault(owns.get(i).item.brand(), new double[2]);
            expected[i] = category.coefficient + brand[0];
            brandVariance[i] = brand[1];
            departures[i] = owns.get(i).coefficient - expected[i];
        }
        double between = RandomEffects.of(
                        departures, owns.stream().mapToDouble(Own::variance).toArray())
                .between();
        for (int i = 0; i < expected.length; i++) {
            Own own = owns.get(i);
            double prior = between + brandVariance[i];
            double share = prior / (prior + own.variance);
            double mean = expected[i] + share * departures[i];
            double variance = share * own.variance + (1 - share) * (1 - share) * category.variance;
            double deviation = Math.sqrt(variance);
            // Of itself it says, beyond doubt, that more sells at higher prices.
            boolean wrong = own.coefficient - NINETY_PERCENT * Math.sqrt(own.variance) > 0;
            double value = Math.min(0, mean);
            answers.put(
                    own.item.itemId(),
                    of(
                            own.item,
                            new Elasticity(
                                    value,
                                    Math.min(value, mean - NINETY_PERCENT * deviation),
                                    Math.max(value, Math.min(0, mean + NINETY_PERCENT * deviation)),
                                    wrong ? Standing.WRONG_SIGN : Standing.KNOWN,
                                    share > 0 ? Source.ITEM : Source.CATEGORY,
                                    share > 0 ? own.item.itemId() : category.id,
                                    0,
                                    0,
                                    category.interest())));
        }
    }
}
