package dev.shopkeeper.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What decided.
 *
 * @param model name of the model, or of the fallback
 * @param modelVersion version of that
 * @param decidedAt when it was decided
 * @param degraded whether a fallback stood in for a model that should have answered
 * @param degradedReason why it did; absent where {@code degraded} is false
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Stamp(
        String model,
        String modelVersion,
        Instant decidedAt,
        boolean degraded,
        @Nullable DegradedReason degradedReason) {

    public Stamp {
        if (model.isBlank() || modelVersion.isBlank()) {
            throw new IllegalArgumentException("A decision of model '" + model + "', version '" + modelVersion
                    + "' does not say what decided. Maybe name the fallback where there is no model?");
        }
        if (degraded != (degradedReason != null)) {
            throw new IllegalArgumentException("A decision of model '" + model + "' is "
                    + (degraded ? "degraded and does not say why." : "not degraded and says why it is.")
                    + " Maybe use Stamp.of or Stamp.degraded?");
        }
    }

    /** Decided by what should have. */
    public static Stamp of(String model, String modelVersion, Instant decidedAt) {
        return new Stamp(model, modelVersion, decidedAt, false, null);
    }

    /** Decided by a fallback. */
    public static Stamp degraded(String fallback, String version, Instant decidedAt, DegradedReason reason) {
        return new Stamp(fallback, version, decidedAt, true, reason);
    }

    /** Degraded for a reason, or not where there is none. */
    public static Stamp of(String model, String modelVersion, Instant decidedAt, @Nullable DegradedReason reason) {
        return new Stamp(model, modelVersion, decidedAt, reason != null, reason);
    }
}
