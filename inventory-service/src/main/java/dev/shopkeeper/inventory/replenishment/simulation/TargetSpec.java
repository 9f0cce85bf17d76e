package dev.shopkeeper.inventory.replenishment.simulation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.shopkeeper.inventory.replenishment.policy.Target;
import dev.shopkeeper.starter.bulk.Fields;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A target as it is stated.
 *
 * @param kind {@code fill_rate} or {@code cycle_service} with a level, {@code cost_ratio} with underage and overage
 * @param level above 0 and below 1; of costs absent
 * @param underage cost of a unit short
 * @param overage cost of a unit left
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TargetSpec(
        String kind,
        @Nullable Double level,
        @Nullable Double underage,
        @Nullable Double overage) {

    private static final List<String> KINDS = List.of("fill_rate", "cycle_service", "cost_ratio");
    private static final double LEAST = 0.01;
    private static final double MOST = 0.9999;
    private static final double LEAST_COST = 0.0001;
    private static final double MOST_COST = 1e6;

    static TargetSpec read(Fields fields) {
        String kind = fields.oneOf("kind", KINDS);
        Double level = fields.numberOrNull("level", LEAST, MOST);
        Double underage = fields.numberOrNull("underage", LEAST_COST, MOST_COST);
        Double overage = fields.numberOrNull("overage", LEAST_COST, MOST_COST);
        if (kind.equals("cost_ratio")) {
            require(fields, "underage", underage);
            require(fields, "overage", overage);
            refuse(fields, "level", level, kind);
        } else {
            require(fields, "level", level);
            refuse(fields, "underage", underage, kind);
            refuse(fields, "overage", overage, kind);
        }
        return new TargetSpec(kind, level, underage, overage);
    }

    private static void require(Fields fields, String name, @Nullable Double value) {
        if (value == null) {
            fields.refuse(name, null, "is missing");
        }
    }

    private static void refuse(Fields fields, String name, @Nullable Double value, String kind) {
        if (value != null) {
            fields.refuse(name, value, "is not asked of a target of kind " + kind);
        }
    }

    /** @throws IllegalArgumentException for what {@link #read} would have refused */
    Target target() {
        if (underage != null && overage != null) {
            return new Target.CostRatio(underage, overage);
        }
        if (level == null) {
            throw new IllegalArgumentException("A target of kind " + kind + " has no level.");
        }
        return kind.equals("cycle_service") ? new Target.CycleService(level) : new Target.FillRate(level);
    }

    static TargetSpec of(Target target) {
        String kind = target.kind().name().toLowerCase(Locale.ROOT);
        return target instanceof Target.CostRatio costs
                ? new TargetSpec(kind, null, costs.underage(), costs.overage())
                : new TargetSpec(kind, target.level(), null, null);
    }
}
