package dev.shopkeeper.inventory.replenishment;

import dev.shopkeeper.starter.job.Job;
import dev.shopkeeper.starter.job.Jobs;
import dev.shopkeeper.starter.problem.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Asks for runs and tells how they stand. */
@Service
class Runs {

    private final JdbcTemplate jdbc;
    private final PlaceRows places;
    private final Jobs jobs;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.shared();

    Runs(JdbcTemplate jdbc, PlaceRows places, Jobs jobs, Clock clock) {
        this.jdbc = jdbc;
        this.places = places;
        this.jobs = jobs;
        this.clock = clock;
    }

    /**
     * Lets a run begin soon.
     *
     * @throws ProblemException 400 for a day whose stock nobody knows, or for everything at a location without any
     */
    @Transactional
    public RunView request(ReplenishmentRequest request) {
        String location = request.locationId();
        if (location != null && request.itemIds().isEmpty() && !places.hasStock(location)) {
            throw ProblemException.invalid(
                    "location_id",
                    location,
                    "has no stock of anything; to order for a new location, name the items in item_ids");
        }
        return submit(request, null);
    }

    /** Lets the run begin that the clock asks for. */
    @Transactional
    public void planned(Instant at) {
        submit(ReplenishmentRequest.EVERYTHING, at.toString());
    }

    private RunView submit(ReplenishmentRequest request, @Nullable String planned) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        LocalDate date = request.date() == null ? today : request.date();
        if (date.isBefore(today.minusDays(1)) || date.isAfter(today.plusDays(1))) {
            throw ProblemException.invalid(
                    "date",
                    date.toString(),
                    "must be today, " + today + ", or a day beside it: the stock is that of now");
        }
        ObjectNode input = json.createObjectNode().put("date", date.toString());
        input.set("item_ids", json.valueToTree(request.itemIds()));
        if (request.locationId() != null) {
            input.put("location_id", request.locationId());
        }
        Job job = jobs.submit(ReplenishmentJob.KIND, input);
        jdbc.update(
                "insert into replenishment_run (run_id, run_date, planned, created_at)"
                        + " values (?, ?, ?, ?::timestamptz)",
                job.id(),
                date,
                planned,
                job.createdAt().toString());
        return view(job, date, job.createdAt());
    }

    /** @throws ProblemException 404 where there is no such run */
    RunView view(UUID runId) {
        Job job = jobs.find(runId).orElseThrow(() -> ProblemException.notFound("run", runId.toString()));
        return jdbc
                .query(
                        "select run_date, created_at from replenishment_run where run_id = ?",
                        (row, number) -> view(
                                job,
                                row.getObject("run_date", LocalDate.class),
                                row.getObject("created_at", OffsetDateTime.class)
                                        .toInstant()),
                        runId)
                .stream()
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("run", runId.toString()));
    }

    private RunView view(Job job, LocalDate date, Instant createdAt) {
        return new RunView(
                job.id(),
                date,
                job.state(),
                job.progress(),
                createdAt,
                job.result() == null ? null : json.treeToValue(job.result(), RunReport.class),
                job.error());
    }
}
