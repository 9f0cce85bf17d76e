package dev.shopkeeper.benchmarks.pricing;

import dev.shopkeeper.benchmarks.BenchCase;
import dev.shopkeeper.benchmarks.BenchOptions;
import dev.shopkeeper.demo.history.Fact;
import dev.shopkeeper.demo.history.History;
import dev.shopkeeper.demo.world.Category;
import dev.shopkeeper.demo.world.City;
import dev.shopkeeper.demo.world.Item;
import dev.shopkeeper.demo.world.World;
import dev.shopkeeper.pricing.elasticity.Elasticity;
import dev.shopkeeper.pricing.elasticity.ElasticityModel;
import dev.shopkeeper.pricing.elasticity.ElasticityTrainer;
import dev.shopkeeper.pricing.elasticity.ItemWeeks;
import dev.shopkeeper.pricing.elasticity.PriceResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code ./shop bench planted-elasticities [--seeds N] [--seed FIRST] [--scale-percent N]}: the demo shop is generated seed by
 * seed, and elasticities are learnt from its orders. What was planted in each category lies in the interval of 90 %, or not.
 */
public final class PlantedElasticities implements BenchCase {

    private static final Instant UNTIL = Instant.parse("2026-11-29T00:00:00Z");
    private static final int WEEKS = 52;
    private static final int HELD_OUT = 8;
    private static final int WEEK = 7;
    private static final int SEEDS = 20;
    private static final double ASKED = 0.8;
    private static final double HUNDRED = 100;

    /** Of a category, over the seeds. */
    private static final class Tally {
        private double planted;
        private double sum;
        private int seeds;
        private int inside;

        private void add(double truth, Elasticity learnt) {
            planted = truth;
            sum += learnt.value();
            seeds++;
            inside += truth >= learnt.lower() && truth <= learnt.upper() ? 1 : 0;
        }
    }

    @Override
    public Map<String, Object> run(BenchOptions options) {
        int seeds = options.number("seeds", SEEDS);
        double scale = options.number("scale-percent", (int) HUNDRED) / HUNDRED;
        Map<String, Tally> tallies = new TreeMap<>();
        List<Double> insides = new ArrayList<>();
        int passed = 0;
        for (long seed = options.seed(); seed < options.seed() + seeds; seed++) {
            World world = World.generate(seed, scale, UNTIL);
            List<ItemWeeks> items = weeks(world);
            ElasticityModel model = ElasticityTrainer.train(items, progress -> {});
            int inside = 0;
            List<Category> categories = world.catalogue().categories();
            for (Category category : categories) {
                Tally tally = tallies.computeIfAbsent(category.id(), id -> new Tally());
                int before = tally.inside;
                tally.add(-category.elasticity(), model.ofCategory(category.id()));
                inside += tally.inside - before;
            }
            insides.add((double) inside / categories.size());
            passed += beatsPricesThatDoNothing(items) ? 1 : 0;
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("seeds", seeds);
        figures.put("scale", scale);
        figures.put(
                "inside",
                Figures.rounded(insides.stream()
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElse(0)));
        figures.put(
                "seeds_with_four_of_five_categories_inside",
                insides.stream().filter(share -> share >= ASKED).count());
        figures.put("seeds_better_than_prices_that_do_nothing", passed);
        Map<String, Object> categories = new LinkedHashMap<>();
        tallies.forEach((id, tally) -> categories.put(
                id,
                Map.of(
                        "planted", tally.planted,
                        "mean_learnt", Figures.rounded(tally.sum / tally.seeds),
                        "inside", Figures.rounded((double) tally.inside / tally.seeds))));
        figures.put("categories", categories);
        return figures;
    }

    private static boolean beatsPricesThatDoNothing(List<ItemWeeks> items) {
        List<ItemWeeks> known =
                items.stream().map(item -> item.until(WEEKS - HELD_OUT)).toList();
        ElasticityModel model = ElasticityTrainer.train(known, progress -> {});
        return PriceResponse.metrics(
                                known,
                                items,
                                item -> model.of(item.itemId(), item.category()).value())
                        .getOrDefault(PriceResponse.DEVIANCE, Double.NaN)
                < PriceResponse.metrics(known, items, item -> 0).getOrDefault(PriceResponse.DEVIANCE, Double.NaN);
    }

    /** What the shop told of each item, by the week. */
    static List<ItemWeeks> weeks(World world) {
        int size = world.catalogue().items().size();
        double[][] units = new double[size][WEEKS];
        double[][] views = new double[size][WEEKS];
        History history = new History(world);
        while (history.hasNext()) {
            switch (history.next()) {
                case Fact.Ordered ordered -> {
                    int week = week(world, ordered.at());
                    if (week < WEEKS) {
                        ordered.lines().forEach(line -> units[line.item().index()][week] += line.quantity());
                    }
                }
                case Fact.Behaved behaved
                when behaved.name().equals("view_item") -> {
                    int next = week(world, behaved.at()) + 1;
                    if (next < WEEKS) {
                        behaved.items().forEach(seen -> views[seen.item().index()][next]++);
                    }
                }
                default -> {
                    // says nothing of demand
                }
            }
        }
        LocalDate first = world.start().atZone(City.TIME_ZONE).toLocalDate();
        double[] unknown = new double[WEEKS];
        Arrays.fill(unknown, Double.NaN);
        List<ItemWeeks> items = new ArrayList<>();
        for (Item item : world.catalogue().items()) {
            double[] prices = new double[WEEKS];
            for (int week = 0; week < WEEKS; week++) {
                for (int day = 0; day < WEEK; day++) {
                    prices[week] += Math.log(world.prices()
                                    .of(item, first.plusDays((long) WEEK * week + day))
                                    .doubleValue())
                            / WEEK;
                }
            }
            items.add(new ItemWeeks(
                    item.id(),
                    item.category().id(),
                    item.brand().en(),
                    0,
                    units[item.index()],
                    prices,
                    unknown,
                    unknown,
                    views[item.index()]));
        }
        return items;
    }

    private static int week(World world, Instant at) {
        return (int) (Duration.between(world.start(), at).toDays() / WEEK);
    }
}
