package dev.shopkeeper.pricing.training;

import dev.shopkeeper.learning.DataSet;
import dev.shopkeeper.learning.Gate;
import dev.shopkeeper.learning.Hashes;
import dev.shopkeeper.learning.InsufficientDataException;
import dev.shopkeeper.learning.ModelDefinition;
import dev.shopkeeper.learning.Options;
import dev.shopkeeper.learning.Split;
import dev.shopkeeper.learning.TrainingProgress;
import dev.shopkeeper.pricing.elasticity.Elasticity.Standing;
import dev.shopkeeper.pricing.elasticity.ElasticityModel;
import dev.shopkeeper.pricing.elasticity.ElasticityTrainer;
import dev.shopkeeper.pricing.elasticity.ItemWeeks;
import dev.shopkeeper.pricing.elasticity.PriceResponse;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/** {@code price-elasticity}: see its card in docs/models. */
@Component
public class PriceElasticity implements ModelDefinition<SalesPanel, ElasticityModel> {

    public static final String NAME = "price-elasticity";

    private static final int LEAST_ITEMS = 5;
    private static final double LEAST_UNITS = 100;
    /** By fewer, chance alone may beat the baseline. */
    private static final int LEAST_MOVED = 100;

    private static final long SECONDS_A_DAY = 86_400;

    private final ElasticityStore store;

    PriceElasticity(ElasticityStore store) {
        this.store = store;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "By how much demand changes with the price: a Poisson elastic net by category, items drawn to category and brand.";
    }

    @Override
    public Options options() {
        return Options.defaults(Map.of("weeks", "104", "hold_out_weeks", "8"));
    }

    @Override
    public Gate gate() {
        return new Gate(PriceResponse.DEVIANCE, false, 0.02);
    }

    @Override
    public void check(Options options) {
        weeks(options);
        heldOut(options);
    }

    @Override
    public DataSet<SalesPanel> load(Options options) {
        SalesPanel panel = store.load(weeks(options));
        int heldOut = heldOut(options);
        double units = 0;
        long rows = 0;
        Hashes hash = new Hashes();
        hash.add(panel.until());
        for (ItemWeeks item : panel.items()) {
            units += Arrays.stream(item.units()).sum();
            rows += item.weeks() - item.first();
            hash.add(item.itemId());
            for (int week = item.first(); week < item.weeks(); week++) {
                hash.add(Double.doubleToLongBits(item.units()[week]))
                        .add(Double.doubleToLongBits(item.logPrice()[week]));
            }
        }
        if (panel.items().size() < LEAST_ITEMS || units < LEAST_UNITS || panel.weeks() < heldOut + 12) {
            throw new InsufficientDataException("Known are " + panel.items().size() + " items with a list price, "
                    + (long) units + " units sold of them and " + panel.weeks() + " weeks; at least " + LEAST_ITEMS
                    + " items, " + (long) LEAST_UNITS + " units and " + (heldOut + 12)
                    + " weeks are needed. Maybe import catalogue and orders of some months first?");
        }
        return new DataSet<>(panel, at(panel.until() - 7L * panel.weeks()), at(panel.until()), rows, hash.hex());
    }

    @Override
    public Split<SalesPanel> split(SalesPanel data, Options options) {
        SalesPanel training = data.before(heldOut(options));
        Split<SalesPanel> split = new Split<>(training, data, at(training.until()));
        double moved = metrics(split, item -> 0).getOrDefault(PriceResponse.POINTS, 0.0);
        if (moved < LEAST_MOVED) {
            throw new InsufficientDataException("In the last " + (data.weeks() - training.weeks()) + " weeks "
                    + (int) moved + " prices of items departed from what is usual; at least " + LEAST_MOVED
                    + " must, to show what prices do. Maybe tell prices with the behaviour events, or hold out more"
                    + " weeks?");
        }
        return split;
    }

    @Override
    public ElasticityModel train(SalesPanel data, Options options, long seed, TrainingProgress progress) {
        return ElasticityTrainer.train(data.items(), progress::report);
    }

    @Override
    public Map<String, Double> evaluate(ElasticityModel candidate, Split<SalesPanel> split, TrainingProgress progress) {
        Map<String, Double> metrics = new TreeMap<>(metrics(
                split, item -> candidate.of(item.itemId(), item.category()).value()));
        for (Standing standing : Standing.values()) {
            metrics.put(
                    "items_" + standing.name().toLowerCase(java.util.Locale.ROOT), (double) candidate.size(standing));
        }
        return metrics;
    }

    /** That nothing happens when a price moves: what is assumed while the list price is asked. */
    @Override
    public Map<String, Double> evaluateBaseline(Split<SalesPanel> split, TrainingProgress progress) {
        return metrics(split, item -> 0);
    }

    private static Map<String, Double> metrics(Split<SalesPanel> split, ToDoubleFunction<ItemWeeks> elasticity) {
        return PriceResponse.metrics(split.training().items(), split.holdOut().items(), elasticity);
    }

    @Override
    public ElasticityModel refit(
            ElasticityModel candidate, SalesPanel data, Options options, long seed, TrainingProgress progress) {
        return train(data, options, seed, progress);
    }

    @Override
    public byte[] save(ElasticityModel model) {
        return model.bytes();
    }

    @Override
    public ElasticityModel load(byte[] bytes) {
        return ElasticityModel.of(bytes);
    }

    private static Instant at(long day) {
        return Instant.ofEpochSecond(day * SECONDS_A_DAY);
    }

    private static int weeks(Options options) {
        return options.integer("weeks", 12, 520);
    }

    private static int heldOut(Options options) {
        return options.integer("hold_out_weeks", 1, 52);
    }
}
