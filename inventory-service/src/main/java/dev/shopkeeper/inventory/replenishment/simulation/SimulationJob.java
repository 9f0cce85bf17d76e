package dev.shopkeeper.inventory.replenishment.simulation;

import dev.shopkeeper.inventory.replenishment.policy.Target;
import dev.shopkeeper.inventory.replenishment.replay.ReplayStep;
import dev.shopkeeper.inventory.replenishment.replay.ReplaySummary;
import dev.shopkeeper.inventory.replenishment.simulation.SimulationReport.SimulatedFigures;
import dev.shopkeeper.inventory.replenishment.simulation.SimulationReport.SimulatedItem;
import dev.shopkeeper.inventory.replenishment.simulation.SimulationReport.SimulatedPolicy;
import dev.shopkeeper.inventory.replenishment.simulation.SimulationReport.SkippedItem;
import dev.shopkeeper.inventory.replenishment.simulation.SimulationRows.Done;
import dev.shopkeeper.inventory.replenishment.simulation.SimulationRows.Item;
import dev.shopkeeper.inventory.supply.LeadTimes;
import dev.shopkeeper.starter.job.JobContext;
import dev.shopkeeper.starter.job.JobFailedException;
import dev.shopkeeper.starter.job.JobHandler;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The job behind a simulation. What its items are and until when demand is known is settled once; what comes of each is kept
 * as it comes, so that an attempt that was cut off is gone on with.
 */
@Component
class SimulationJob implements JobHandler {

    static final String KIND = "policy-simulation";

    private final SimulationRows rows;
    private final ItemReplays replays;
    private final ClassMembers members;
    private final LeadTimes leadTimes;
    private final TransactionTemplate transactions;
    private final JsonMapper json = JsonMapper.shared();

    SimulationJob(
            SimulationRows rows,
            ItemReplays replays,
            ClassMembers members,
            LeadTimes leadTimes,
            PlatformTransactionManager transactions) {
        this.rows = rows;
        this.replays = replays;
        this.members = members;
        this.leadTimes = leadTimes;
        this.transactions = new TransactionTemplate(transactions);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public @Nullable JsonNode run(JobContext context) {
        UUID id = context.jobId();
        if (rows.finished(id)) {
            return null;
        }
        SimulationRequest request = rows.request(id)
                .orElseThrow(() -> new JobFailedException("The simulation was deleted before it began."));
        JsonNode checkpoint = context.checkpoint();
        long until = checkpoint == null
                ? plan(context, request)
                : checkpoint.path("until").asLong();
        int total = rows.count(id);
        boolean withPath = request.itemIds().size() == 1;
        LeadTimes.Experience experience = leadTimes.experience();
        List<Item> left = rows.left(id);
        int done = total - left.size();
        for (Item item : left) {
            ItemResult result = replay(item, request, until, experience, withPath);
            done++;
            double progress = (double) done / total;
            transactions.executeWithoutResult(status -> {
                context.hold();
                rows.done(id, item, result);
                context.checkpoint(json.createObjectNode().put("until", until));
            });
            context.progress(progress);
        }
        SimulationReport report = report(id, request, until);
        transactions.executeWithoutResult(status -> {
            context.hold();
            rows.finish(id, report);
        });
        return null;
    }

    /** An item that fails keeps no other from its turn. */
    private ItemResult replay(
            Item item, SimulationRequest request, long until, LeadTimes.Experience experience, boolean withPath) {
        try {
            return replays.replay(item.itemId(), request, until, experience, withPath);
        } catch (ArithmeticException | IllegalArgumentException e) {
            return ItemResult.skipped(String.valueOf(e.getMessage()));
        }
    }

    private long plan(JobContext context, SimulationRequest request) {
        long until = replays.until();
        String itemClass = request.itemClass();
        List<Item> items = itemClass == null
                ? IntStream.range(0, request.itemIds().size())
                        .mapToObj(place -> new Item(place, request.itemIds().get(place), null))
                        .toList()
                : members.of(itemClass, request, until);
        if (items.isEmpty()) {
            throw new JobFailedException("No item on sale at '" + request.locationId()
                    + "' of which anything is known is" + " of class " + itemClass + ".");
        }
        if (items.size() > SimulationRequest.MOST_ITEMS) {
            throw new JobFailedException("Class " + itemClass + " has " + items.size() + " items at '"
                    + request.locationId() + "', and " + SimulationRequest.MOST_ITEMS
                    + " are simulated at once. Maybe narrow it, as AX?");
        }
        transactions.executeWithoutResult(status -> {
            context.hold();
            rows.plan(context.jobId(), items);
            context.checkpoint(json.createObjectNode().put("until", until));
        });
        return until;
    }

    private SimulationReport report(UUID id, SimulationRequest request, long until) {
        Sums sums = new Sums();
        rows.each(id, sums::add);
        PolicySpec asked = request.policy();
        List<Target> targets = request.targets();
        return new SimulationReport(
                LocalDate.ofEpochDay(until),
                request.bucketDays(),
                ItemReplays.FORECAST,
                sums.byItem.size(),
                new SimulatedPolicy(asked.kind(), asked.target(), SimulatedFigures.of(sums.asked)),
                new SimulatedPolicy(
                        PolicySpec.REORDER_UP_TO,
                        TargetSpec.of(replays.presentTarget()),
                        SimulatedFigures.of(sums.present)),
                asked.given() ? List.of() : outcomes(asked.kind(), targets, sums.curve),
                outcomes(PolicySpec.REORDER_UP_TO, targets, sums.presentCurve),
                sums.byItem,
                sums.skipped,
                sums.path);
    }

    private static List<SimulatedPolicy> outcomes(String policy, List<Target> targets, List<ReplaySummary> summaries) {
        return IntStream.range(0, targets.size())
                .mapToObj(i -> new SimulatedPolicy(
                        policy,
                        TargetSpec.of(targets.get(i)),
                        SimulatedFigures.of(i < summaries.size() ? summaries.get(i) : ReplaySummary.NONE)))
                .toList();
    }

    /** All items together. */
    private static final class Sums {

        private ReplaySummary asked = ReplaySummary.NONE;
        private ReplaySummary present = ReplaySummary.NONE;
        private final List<ReplaySummary> curve = new ArrayList<>();
        private final List<ReplaySummary> presentCurve = new ArrayList<>();
        private final List<SimulatedItem> byItem = new ArrayList<>();
        private final List<SkippedItem> skipped = new ArrayList<>();
        private @Nullable List<ReplayStep> path;

        void add(Done done) {
            ItemResult result = done.result();
            String itemId = done.item().itemId();
            if (result.skipped() != null) {
                skipped.add(new SkippedItem(itemId, result.skipped()));
                return;
            }
            asked = asked.plus(result.asked());
            present = present.plus(result.present());
            add(curve, result.curve());
            add(presentCurve, result.presentCurve());
            byItem.add(new SimulatedItem(
                    itemId,
                    done.item().itemClass(),
                    SimulatedFigures.of(result.asked()),
                    SimulatedFigures.of(result.present())));
            path = result.path();
        }

        private static void add(List<ReplaySummary> sums, List<ReplaySummary> more) {
            for (int i = 0; i < more.size(); i++) {
                if (i < sums.size()) {
                    sums.set(i, sums.get(i).plus(more.get(i)));
                } else {
                    sums.add(more.get(i));
                }
            }
        }
    }
}
