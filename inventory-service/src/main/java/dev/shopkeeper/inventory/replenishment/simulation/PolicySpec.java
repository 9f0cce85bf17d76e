package dev.shopkeeper.inventory.replenishment.simulation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.shopkeeper.inventory.replenishment.policy.FixedLots;
import dev.shopkeeper.inventory.replenishment.policy.MinMax;
import dev.shopkeeper.inventory.replenishment.policy.MinimumAboveShelfLife;
import dev.shopkeeper.inventory.replenishment.policy.Newsvendor;
import dev.shopkeeper.inventory.replenishment.policy.ReorderUpTo;
import dev.shopkeeper.inventory.replenishment.policy.StockPolicy;
import dev.shopkeeper.inventory.replenishment.policy.Target;
import dev.shopkeeper.starter.bulk.Fields;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A policy as it is named.
 *
 * @param kind {@code reorder_up_to}, {@code fixed_lots}, {@code min_max} or {@code newsvendor}
 * @param target what it aims at; absent for a min_max whose levels are given
 * @param minimum of min_max, in units
 * @param maximum of min_max, in units
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PolicySpec(
        String kind,
        @Nullable TargetSpec target,
        @Nullable Long minimum,
        @Nullable Long maximum) {

    static final String REORDER_UP_TO = "reorder_up_to";
    private static final String MIN_MAX = "min_max";
    private static final List<String> KINDS = List.of(REORDER_UP_TO, "fixed_lots", MIN_MAX, "newsvendor");
    private static final long MOST = 1_000_000_000L;

    static PolicySpec read(Fields fields) {
        String kind = fields.oneOf("kind", KINDS);
        TargetSpec target = fields.objectOrNull("target", TargetSpec::read);
        Long minimum = fields.wholeOrNull("minimum", 0, MOST);
        Long maximum = fields.wholeOrNull("maximum", 1, MOST);
        fields.together("minimum", "maximum");
        boolean given = minimum != null && maximum != null;
        if (given && !kind.equals(MIN_MAX)) {
            fields.refuse("minimum", minimum, "is not asked of a policy of kind " + kind);
        }
        if (given && target != null) {
            fields.refuse(
                    "minimum", minimum, "is given beside a target; give both levels or what they are derived from");
        }
        if (minimum != null && maximum != null && minimum >= maximum) {
            fields.refuse("minimum", minimum, "must be below the maximum of " + maximum);
        }
        if (!given && target == null) {
            fields.refuse("target", null, "is missing");
        }
        return new PolicySpec(kind, target, minimum, maximum);
    }

    boolean given() {
        return minimum != null;
    }

    /** As it is named. */
    StockPolicy policy(MinimumAboveShelfLife aboveShelfLife) {
        return minimum != null && maximum != null
                ? MinMax.given(minimum, maximum, aboveShelfLife)
                : policy(Objects.requireNonNull(target, "target").target(), aboveShelfLife);
    }

    /** The same kind at another target. */
    StockPolicy policy(Target other, MinimumAboveShelfLife aboveShelfLife) {
        return switch (kind) {
            case "fixed_lots" -> new FixedLots(other, aboveShelfLife);
            case MIN_MAX -> MinMax.derived(other, aboveShelfLife);
            case "newsvendor" -> new Newsvendor(other, aboveShelfLife);
            default -> new ReorderUpTo(other, aboveShelfLife);
        };
    }
}
