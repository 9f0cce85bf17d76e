package dev.shopkeeper.recommendation.experiment.allocation;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stands on each placement at one time. Immutable.
 *
 * @param running experiments by placement
 * @param rolledOut arms by placement that are served to everybody where no experiment runs
 */
public record Standing(Map<String, Running> running, Map<String, Arm> rolledOut) {

    /** Nothing stands anywhere. */
    public static final Standing EMPTY = new Standing(Map.of(), Map.of());

    /** An experiment that runs. */
    public record Running(String experimentId, Allocation allocation) {}

    public Standing {
        running = Map.copyOf(running);
        rolledOut = Map.copyOf(rolledOut);
    }

    /**
     * What a person is to be served.
     *
     * @param unitId the user, else the anonymous visitor; null for neither, who is in no arm and gets the control, unmeasured
     * @return null where nothing stands
     */
    public @Nullable Arm arm(@Nullable String placement, @Nullable String unitId) {
        if (placement == null) {
            return null;
        }
        Running experiment = running.get(placement);
        if (experiment == null) {
            return rolledOut.get(placement);
        }
        Allocation allocation = experiment.allocation();
        Variant variant = unitId == null ? allocation.variants().getFirst() : allocation.of(unitId);
        return new Arm(experiment.experimentId(), variant.name(), variant.policy(), unitId != null);
    }
}
