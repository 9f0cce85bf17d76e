package dev.shopkeeper.recommendation.experiment;

import dev.shopkeeper.recommendation.experiment.allocation.Allocation;
import dev.shopkeeper.recommendation.experiment.allocation.Policy;
import dev.shopkeeper.recommendation.experiment.allocation.Strategy;
import dev.shopkeeper.recommendation.experiment.allocation.Variant;
import dev.shopkeeper.recommendation.experiment.statistics.Metric;
import dev.shopkeeper.starter.bulk.Fields;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An experiment to be started.
 *
 * @param arms the control first
 * @param metric what the verdict is about
 * @param plannedPersons how many are expected in it: where the intervals are to be tightest
 */
record ExperimentRequest(
        String experimentId,
        @Nullable String description,
        List<String> placements,
        List<Variant> arms,
        Metric metric,
        long plannedPersons) {

    /** Where recommendations are placed. */
    static final Set<String> PLACEMENTS = Set.of("home", "item", "cart", "search", "checkout");

    private static final long PLANNED = 10_000;
    private static final long MOST_PLANNED = 1_000_000_000;
    private static final double SMALLEST = 0.001;
    private static final List<String> METRICS =
            Arrays.stream(Metric.values()).map(Metric::wireName).toList();

    static ExperimentRequest read(Fields fields) {
        String id = fields.id("experiment_id");
        String description = fields.textOrNull("description", 500);
        List<String> placements = fields.ids("placements", 1, PLACEMENTS.size());
        for (String placement : placements) {
            if (!PLACEMENTS.contains(placement)) {
                fields.refuse("placements", placement, "must be of " + String.join(", ", new TreeSet<>(PLACEMENTS)));
            }
        }
        List<Variant> arms = fields.list("arms", 2, Allocation.MOST, ExperimentRequest::arm);
        if (arms.stream().map(Variant::name).distinct().count() < arms.size()) {
            fields.refuse("arms", names(arms), "must have different names");
        }
        if (!arms.isEmpty() && !Allocation.addUp(arms)) {
            fields.refuse("arms", shares(arms), "must have shares that add up to 1");
        }
        String metric = fields.textOrNull("metric", 128);
        if (metric != null && !METRICS.contains(metric)) {
            fields.refuse("metric", metric, "must be one of " + String.join(", ", METRICS));
        }
        Long planned = fields.wholeOrNull("planned_persons", 200, MOST_PLANNED);
        return new ExperimentRequest(
                id,
                description,
                placements.stream().distinct().sorted().toList(),
                arms,
                metric != null && METRICS.contains(metric) ? Metric.of(metric) : Metric.CLICK_THROUGH,
                planned == null ? PLANNED : planned);
    }

    private static String names(List<Variant> arms) {
        return String.join(", ", arms.stream().map(Variant::name).toList());
    }

    private static String shares(List<Variant> arms) {
        return String.join(
                ", ", arms.stream().map(arm -> Double.toString(arm.share())).toList());
    }

    private static Variant arm(Fields fields) {
        return new Variant(
                fields.id("name"),
                fields.number("share", SMALLEST, 1 - SMALLEST),
                fields.object("policy", ExperimentRequest::policy));
    }

    private static Policy policy(Fields fields) {
        Strategy strategy =
                Strategy.of(fields.oneOf("strategy", Strategy.wireNames())).orElse(Strategy.MODEL);
        String model = fields.idOrNull("model");
        if (model != null && strategy != Strategy.MODEL) {
            fields.refuse("model", model, "must be absent where the strategy is " + strategy.wireName());
            model = null;
        }
        Double diversity = fields.numberOrNull("diversity", 0, 1);
        Double exploration = fields.numberOrNull("exploration", 0, 1);
        return new Policy(strategy, model, diversity == null ? 0 : diversity, exploration == null ? 0 : exploration);
    }
}
