package dev.shopkeeper.inventory.replenishment;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.shopkeeper.decision.Decision;
import dev.shopkeeper.decision.Explanation;
import dev.shopkeeper.decision.Stamp;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A proposal with the decision that it was made by.
 *
 * @param runId the run that made it, or worked it out anew
 * @param purchaseOrderId its purchase order; absent where it is withheld
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProposalView(
        UUID proposalId,
        UUID runId,
        LocalDate date,
        ProposalState state,
        @Nullable String purchaseOrderId,
        @JsonUnwrapped Replenishment replenishment)
        implements Decision {

    @Override
    public Stamp stamp() {
        return replenishment.stamp();
    }

    @Override
    public Explanation explanation() {
        return replenishment.explanation();
    }
}
