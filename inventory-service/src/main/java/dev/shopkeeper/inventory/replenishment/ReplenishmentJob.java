package dev.shopkeeper.inventory.replenishment;

import dev.shopkeeper.inventory.purchase.Purchasing;
import dev.shopkeeper.inventory.stock.StockPlace;
import dev.shopkeeper.inventory.supply.LeadTimes;
import dev.shopkeeper.starter.job.JobCancelledException;
import dev.shopkeeper.starter.job.JobContext;
import dev.shopkeeper.starter.job.JobHandler;
import dev.shopkeeper.starter.problem.ProblemException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.hibernate.TransactionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The job behind a run: each place in a transaction of its own. One that fails is named in the report and keeps no other
 * from its turn; only a database that is away ends the attempt, and the next goes on from there.
 */
@Component
class ReplenishmentJob implements JobHandler {

    static final String KIND = "replenishment";

    private static final Logger LOG = LoggerFactory.getLogger(ReplenishmentJob.class);
    private static final int PAGE = 200;
    private static final String NOT_ON_SALE = "The item is not on sale any longer.";
    /** SQL states: connection exception, and ended by the operator or a crash. */
    private static final Pattern CONNECTION_LOST = Pattern.compile("08...|57P..");

    private final PlaceRows places;
    private final Proposals proposals;
    private final Purchasing purchasing;
    private final LeadTimes leadTimes;
    private final JsonMapper json = JsonMapper.shared();

    ReplenishmentJob(PlaceRows places, Proposals proposals, Purchasing purchasing, LeadTimes leadTimes) {
        this.places = places;
        this.proposals = proposals;
        this.purchasing = purchasing;
        this.leadTimes = leadTimes;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public JsonNode run(JobContext context) {
        JsonNode input = context.input();
        LocalDate date = LocalDate.parse(input.path("date").asString(""));
        String location = input.has("location_id") ? input.path("location_id").asString("") : null;
        List<String> items = new ArrayList<>();
        input.path("item_ids").forEach(item -> items.add(item.asString("")));
        JsonNode checkpoint = context.checkpoint();
        RunTally tally = new RunTally(
                checkpoint == null ? RunReport.EMPTY : json.treeToValue(checkpoint.path("report"), RunReport.class));
        LeadTimes.Experience experience = leadTimes.experience();
        if (items.isEmpty()) {
            StockPlace after = checkpoint == null
                    ? null
                    : new StockPlace(
                            checkpoint.path("item_id").asString(""),
                            checkpoint.path("location_id").asString(""));
            everything(context, date, location, after, tally, experience);
            if (location == null) {
                cancelDraftsNotOnSale(tally);
            }
        } else {
            for (StockPlace place : named(items, location, tally)) {
                propose(context, date, place, tally, experience);
            }
        }
        return json.valueToTree(tally.report());
    }

    private void everything(
            JobContext context,
            LocalDate date,
            @Nullable String location,
            @Nullable StockPlace from,
            RunTally tally,
            LeadTimes.Experience experience) {
        StockPlace after = from;
        List<StockPlace> page = places.page(location, after, PAGE);
        while (!page.isEmpty()) {
            for (StockPlace place : page) {
                propose(context, date, place, tally, experience);
            }
            after = page.getLast();
            ObjectNode checkpoint =
                    json.createObjectNode().put("item_id", after.itemId()).put("location_id", after.locationId());
            checkpoint.set("report", json.valueToTree(tally.report()));
            context.checkpoint(checkpoint);
            page = places.page(location, after, PAGE);
        }
    }

    private void cancelDraftsNotOnSale(RunTally tally) {
        List<String> drafts = purchasing.draftsNotOnSale("", PAGE);
        while (!drafts.isEmpty()) {
            for (String draft : drafts) {
                try {
                    purchasing.cancel(draft, NOT_ON_SALE);
                    tally.did(Outcome.CANCELLED);
                } catch (ProblemException e) {
                    LOG.info("Draft {} of an item that is not on sale is left: {}", draft, e.getMessage());
                }
            }
            drafts = purchasing.draftsNotOnSale(drafts.getLast(), PAGE);
        }
    }

    /** The places of items that were named; what is wrong with a name is counted as its failure. */
    private List<StockPlace> named(List<String> items, @Nullable String location, RunTally tally) {
        Set<String> wanted = new TreeSet<>(items);
        Set<String> onSale = places.onSale(wanted);
        List<StockPlace> found = new ArrayList<>();
        for (String item : wanted) {
            if (!onSale.contains(item)) {
                tally.failed(item, null, places.inCatalogue(item) ? "is not on sale" : "is not in the catalogue");
                continue;
            }
            List<String> locations = location == null ? places.locations(item) : List.of(location);
            if (locations.isEmpty()) {
                tally.failed(
                        item, null, "has no stock anywhere. Maybe name the location that it is to be ordered for?");
            }
            locations.forEach(each -> found.add(new StockPlace(item, each)));
        }
        return found;
    }

    private void propose(
            JobContext context, LocalDate date, StockPlace place, RunTally tally, LeadTimes.Experience experience) {
        try {
            tally.did(proposals.propose(place, date, context, experience));
        } catch (JobCancelledException e) {
            throw e;
        } catch (RuntimeException e) {
            if (isDatabaseAway(e)) {
                throw e;
            }
            LOG.warn("No decision on item '{}' at '{}' came about", place.itemId(), place.locationId(), e);
            tally.failed(place.itemId(), place.locationId(), String.valueOf(e.getMessage()));
        }
        if (tally.places() % 20 == 0) {
            // how many there are is not counted beforehand: half of what is left is always left
            context.progress(1 - 1 / (1 + tally.places() / 1_000.0));
        }
    }

    /** Also where the connection broke so that not even a rollback came through, whose failure is then all that is told. */
    private static boolean isDatabaseAway(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DataAccessResourceFailureException
                    || cause instanceof CannotCreateTransactionException
                    || cause instanceof TransactionException
                    || (cause instanceof SQLException sql
                            && sql.getSQLState() != null
                            && CONNECTION_LOST.matcher(sql.getSQLState()).matches())) {
                return true;
            }
        }
        return false;
    }
}
