package dev.shopkeeper.recommendation.experiment;

import dev.shopkeeper.recommendation.experiment.allocation.Policy;
import dev.shopkeeper.recommendation.experiment.allocation.Variant;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An experiment as operators see it.
 *
 * @param arms the control first
 * @param winner the arm that was rolled out
 * @param changes who did what and why, the oldest first
 */
record ExperimentView(
        String experimentId,
        @Nullable String description,
        List<String> placements,
        List<ArmView> arms,
        String metric,
        long plannedPersons,
        ExperimentState state,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Instant rolledOutAt,
        @Nullable String winner,
        List<Change> changes) {

    /** One line of the audit log. */
    record Change(
            Instant changedAt,
            String changedBy,
            String action,
            @Nullable String arm,
            @Nullable String reason) {}

    record ArmView(String name, double share, PolicyView policy) {

        static ArmView of(Variant variant) {
            return new ArmView(variant.name(), variant.share(), PolicyView.of(variant.policy()));
        }
    }

    record PolicyView(String strategy, @Nullable String model, double diversity, double exploration) {

        static PolicyView of(Policy policy) {
            return new PolicyView(
                    policy.strategy().wireName(), policy.model(), policy.diversity(), policy.exploration());
        }
    }

    static ExperimentView of(Experiment experiment, List<Change> changes) {
        return new ExperimentView(
                experiment.id(),
                experiment.description(),
                experiment.placements(),
                experiment.allocation().variants().stream().map(ArmView::of).toList(),
                experiment.metric().wireName(),
                experiment.plannedPersons(),
                experiment.state(),
                experiment.startedAt(),
                experiment.endedAt(),
                experiment.rolledOutAt(),
                experiment.winner(),
                changes);
    }
}
