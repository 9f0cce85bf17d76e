package dev.shopkeeper.inventory.replenishment;

import dev.shopkeeper.decision.Language;
import dev.shopkeeper.inventory.purchase.PurchaseOrderDraft;
import dev.shopkeeper.inventory.purchase.Purchasing;
import dev.shopkeeper.inventory.replenishment.ProposalRows.Proposal;
import dev.shopkeeper.inventory.replenishment.policy.Binding;
import dev.shopkeeper.inventory.stock.StockPlace;
import dev.shopkeeper.inventory.supply.LeadTimes;
import dev.shopkeeper.starter.job.JobCancelledException;
import dev.shopkeeper.starter.job.JobContext;
import dev.shopkeeper.starter.messaging.Outbox;
import dev.shopkeeper.starter.paging.Page;
import dev.shopkeeper.starter.paging.PageRequest;
import dev.shopkeeper.starter.problem.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Proposes orders, one a day for an item, a location and a supplier. A day's later run works an own draft out anew as long
 * as nobody has decided on it, and leaves everything else as it is; drafts of other days count as coming, unless the item
 * is ordered from another supplier by now: those are cancelled.
 */
@Service
class Proposals {

    private static final String NO_LONGER_DUE = "A later run of the same day found it no longer due.";

    private final ProposalRows rows;
    private final PlaceRows places;
    private final Reorders reorders;
    private final Purchasing purchasing;
    private final LeadTimes leadTimes;
    private final Outbox outbox;
    private final Clock clock;

    Proposals(
            ProposalRows rows,
            PlaceRows places,
            Reorders reorders,
            Purchasing purchasing,
            LeadTimes leadTimes,
            Outbox outbox,
            Clock clock) {
        this.rows = rows;
        this.places = places;
        this.reorders = reorders;
        this.purchasing = purchasing;
        this.leadTimes = leadTimes;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Decides for a place, keeps what is to be ordered, and tells what is expected to be demanded there. Two runs at once propose for a place one after another. What an
     * earlier attempt of the same run has proposed before it was cut off stands, and counts as that attempt's doing.
     *
     * @throws JobCancelledException if the run was cancelled, or another replica has it; nothing is proposed then
     */
    @Transactional
    public Outcome propose(StockPlace place, LocalDate date, JobContext run, LeadTimes.Experience experience) {
        places.lock(place);
        run.hold();
        UUID runId = run.jobId();
        Sourcing sourcing = reorders.sourcing(place.itemId());
        Optional<Proposal> present = rows.find(place.itemId(), place.locationId(), sourcing.supplierId(), date);
        if (present.isPresent() && present.get().runId().equals(runId)) {
            return present.get().outcome();
        }
        boolean givenUp = present.filter(this::givenUpByARun).isPresent();
        if (!givenUp
                && present.isPresent()
                && present.get().state() != ProposalState.DRAFT
                && present.get().state() != ProposalState.WITHHELD) {
            return Outcome.UNCHANGED;
        }
        purchasing.cancelDraftsOfOthers(place, sourcing.supplierId());
        String ownDraft =
                givenUp ? null : present.map(Proposal::purchaseOrderId).orElse(null);
        Instant now = now();
        ReorderDecision decision = reorders.decide(place, sourcing, ownDraft, experience, now);
        outbox.append(reorders.forecast(place, now), now);
        return present.map(proposal -> again(proposal, givenUp, runId, decision))
                .orElseGet(() -> first(date, runId, decision));
    }

    /** What a run cancelled nobody has decided against: it is due again when it is due again. */
    private boolean givenUpByARun(Proposal present) {
        String order = present.purchaseOrderId();
        return present.state() == ProposalState.CANCELLED
                && order != null
                && purchasing.cancelledBecause(order, NO_LONGER_DUE);
    }

    private Outcome first(LocalDate date, UUID runId, ReorderDecision decision) {
        if (decision.quantity() > 0) {
            rows.insert(runId, date, decision, purchasing.draft(draft(decision)));
            return Outcome.PROPOSED;
        }
        if (decision.order().binding() == Binding.MINIMUM_ABOVE_SHELF_LIFE) {
            rows.insert(runId, date, decision, null);
            return Outcome.WITHHELD;
        }
        return Outcome.NOT_DUE;
    }

    private Outcome again(Proposal present, boolean givenUp, UUID runId, ReorderDecision decision) {
        String order = givenUp ? null : present.purchaseOrderId();
        if (decision.quantity() == (givenUp ? 0 : present.decision().quantity())) {
            return Outcome.UNCHANGED;
        }
        if (order == null) {
            rows.update(present.proposalId(), runId, decision, purchasing.draft(draft(decision)));
            return Outcome.PROPOSED;
        }
        if (decision.quantity() == 0) {
            purchasing.cancel(order, NO_LONGER_DUE);
            return Outcome.CANCELLED;
        }
        purchasing.propose(order, draft(decision));
        rows.update(present.proposalId(), runId, decision, order);
        return Outcome.REPLACED;
    }

    private static PurchaseOrderDraft draft(ReorderDecision decision) {
        return new PurchaseOrderDraft(
                decision.itemId(),
                decision.locationId(),
                decision.supplierId(),
                decision.quantity(),
                decision.unitCost(),
                decision.leadTime().meanDays());
    }

    /**
     * What would be ordered now.
     *
     * @param locationId may be null where the item is at one location alone
     * @throws ProblemException 404 for an item that is not in the catalogue or a location where there was never any stock, 400 where the location is not plain, 409 where
     *     the figures on record are beyond any stock
     */
    @Transactional(readOnly = true)
    public Replenishment explain(String itemId, @Nullable String locationId, Language language) {
        if (!places.inCatalogue(itemId)) {
            throw ProblemException.notFound("product", itemId);
        }
        String location = locationId;
        if (location == null) {
            List<String> locations = places.locations(itemId);
            if (locations.size() != 1) {
                throw ProblemException.invalid(
                        "location_id",
                        null,
                        locations.isEmpty()
                                ? "is missing, and item '" + itemId + "' has no stock anywhere"
                                : "is missing; item '" + itemId + "' is at " + String.join(", ", locations));
            }
            location = locations.getFirst();
        }
        if (!places.hasStock(location)) {
            throw ProblemException.notFound("location with stock", location);
        }
        StockPlace place = new StockPlace(itemId, location);
        try {
            return Replenishment.of(
                    reorders.decide(place, reorders.sourcing(itemId), null, leadTimes.experience(), now()), language);
        } catch (ArithmeticException e) {
            throw ProblemException.conflict(
                    "beyond-any-stock",
                    "What to order of item '" + itemId + "' at '" + location + "' cannot be worked out: "
                            + e.getMessage(),
                    "Look for a mistyped quantity among its movements and purchase orders.");
        }
    }

    Page<ProposalView> list(
            @Nullable UUID runId,
            @Nullable String itemId,
            @Nullable ProposalState state,
            PageRequest request,
            Language language) {
        List<ProposalView> found = rows.list(runId, itemId, state, after(request), request.probe()).stream()
                .map(proposal -> new ProposalView(
                        proposal.proposalId(),
                        proposal.runId(),
                        proposal.date(),
                        proposal.state(),
                        proposal.purchaseOrderId(),
                        Replenishment.of(proposal.decision(), language)))
                .toList();
        return request.page(found, proposal -> proposal.proposalId().toString());
    }

    private static @Nullable UUID after(PageRequest request) {
        try {
            return request.after() == null ? null : UUID.fromString(request.after());
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("cursor", request.after(), "is no cursor of this listing");
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
