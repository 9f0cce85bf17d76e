package dev.shopkeeper.inventory.replenishment.simulation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.shopkeeper.inventory.replenishment.policy.Target;
import dev.shopkeeper.starter.bulk.Fields;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is to be simulated.
 *
 * @param itemIds items; empty where a class is named
 * @param itemClass {@code A}, {@code AX} and so on; absent where items are named
 * @param locationId where
 * @param policy what is asked about
 * @param curve targets that the policy is replayed at beside its own
 * @param days period of the past, back from the last day that is wholly known
 * @param bucketDays days of a bucket
 * @param unmet {@code lost} or {@code backordered}: what becomes of demand that cannot be met
 * @param openingStock units on hand of each item at the beginning; absent for what the present policy would have brought it to
 * @param costs what things cost, in one currency
 * @param seed of lead times
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SimulationRequest(
        List<String> itemIds,
        @Nullable String itemClass,
        String locationId,
        PolicySpec policy,
        List<TargetSpec> curve,
        long days,
        long bucketDays,
        String unmet,
        @Nullable Long openingStock,
        SimulationCosts costs,
        long seed) {

    static final int MOST_ITEMS = 1_000;
    static final String BACKORDERED = "backordered";
    private static final int MOST_POINTS = 20;
    private static final long MOST_DAYS = 1_830;
    private static final long MOST_UNITS = 1_000_000_000L;
    private static final double MOST_COST = 1e6;
    private static final Pattern CLASS = Pattern.compile("[ABC][XYZ]?");
    private static final List<Double> LEVELS = List.of(0.8, 0.9, 0.95, 0.98, 0.99);

    /**
     * Costs in one currency.
     *
     * @param holdingPerUnitDay of a unit through a day
     * @param perOrder of an order
     * @param shortagePerUnit of a unit that cannot be given when it is wanted
     */
    public record SimulationCosts(double holdingPerUnitDay, double perOrder, double shortagePerUnit) {

        static SimulationCosts read(Fields fields) {
            return new SimulationCosts(
                    fields.number("holding_per_unit_day", 0, MOST_COST),
                    fields.number("per_order", 0, MOST_COST),
                    fields.number("shortage_per_unit", 0, MOST_COST));
        }
    }

    public SimulationRequest {
        itemIds = List.copyOf(itemIds);
        curve = List.copyOf(curve);
    }

    static SimulationRequest read(Fields fields) {
        List<String> items = fields.idsOrNull("item_ids", MOST_ITEMS);
        String itemClass = fields.formedOrNull(
                "item_class", 2, CLASS, false, "must be A, B or C, with X, Y or Z behind it or nothing");
        String location = fields.id("location_id");
        PolicySpec policy = fields.object("policy", PolicySpec::read);
        List<TargetSpec> curve = fields.list("curve", 0, MOST_POINTS, TargetSpec::read);
        long days = fields.whole("days", 7, MOST_DAYS);
        Long bucketDays = fields.wholeOrNull("bucket_days", 1, 28);
        String unmet = fields.oneOfOrNull("unmet", List.of("lost", BACKORDERED));
        Long opening = fields.wholeOrNull("opening_stock", 0, MOST_UNITS);
        SimulationCosts costs = fields.object("costs", SimulationCosts::read);
        Long seed = fields.wholeOrNull("seed", 0, Long.MAX_VALUE);
        if (items == null && itemClass == null) {
            fields.refuse("item_ids", null, "is missing; name items, or a class in item_class");
        }
        if (items != null && itemClass != null) {
            fields.refuse("item_class", itemClass, "stands beside item_ids; name items or a class");
        }
        if (bucketDays != null && bucketDays > days) {
            fields.refuse("bucket_days", bucketDays, "is longer than the period of " + days + " days");
        }
        if (policy.given() && !curve.isEmpty()) {
            fields.refuse("curve", curve.size() + " entries", "is not asked of a policy whose levels are given");
        }
        return new SimulationRequest(
                items == null ? List.of() : items.stream().distinct().toList(),
                itemClass,
                location,
                policy,
                curve,
                days,
                bucketDays == null ? 1 : bucketDays,
                unmet == null ? "lost" : unmet,
                opening,
                costs,
                seed == null ? 1 : seed);
    }

    /** The targets of the curve: those asked for, or else usual levels in the meaning of the policy's own target. */
    List<Target> targets() {
        if (!curve.isEmpty()) {
            return curve.stream().map(TargetSpec::target).toList();
        }
        TargetSpec own = policy.target();
        Stream<Double> levels = LEVELS.stream();
        if (own == null || own.kind().equals("fill_rate")) {
            return levels.<Target>map(Target.FillRate::new).toList();
        }
        return own.kind().equals("cycle_service")
                ? levels.<Target>map(Target.CycleService::new).toList()
                : levels.<Target>map(level -> new Target.CostRatio(level, 1 - level))
                        .toList();
    }
}
