package dev.shopkeeper.membership.tier;

import dev.shopkeeper.learning.life.Promotion;
import dev.shopkeeper.starter.job.Job;
import dev.shopkeeper.starter.job.Jobs;
import dev.shopkeeper.starter.problem.ProblemException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Asks for runs over all members and tells how they stand. */
@Service
class TierRuns {

    private final JdbcTemplate jdbc;
    private final TierRows rows;
    private final Jobs jobs;
    private final JsonMapper json = JsonMapper.shared();

    TierRuns(JdbcTemplate jdbc, TierRows rows, Jobs jobs) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.jobs = jobs;
    }

    /** Lets a run begin soon. */
    @Transactional
    public TierRunView request() {
        return submit(null);
    }

    /** Lets the run begin that the clock asks for. */
    @Transactional
    public void planned(Instant at) {
        submit(at.toString());
    }

    /**
     * Lets a run begin where the present tiers were given by another model than the champion, once for each promotion,
     * whichever replicas ask.
     */
    @Transactional
    public void follow(Promotion champion) {
        Optional<String> given = rows.given().map(TierRows.Given::version);
        if (given.isPresent() && given.get().equals(champion.version())) {
            return;
        }
        String planned = "model " + champion.version() + " of " + champion.since();
        jdbc.query("select pg_advisory_xact_lock(hashtextextended(?, 0))", row -> {}, "tier-run\n" + planned);
        if (jdbc.queryForList("select 1 from tier_run where planned = ?", Integer.class, planned)
                .isEmpty()) {
            submit(planned);
        }
    }

    /** @param planned what it is for: a time, or a model; null where somebody asked */
    private TierRunView submit(@Nullable String planned) {
        Job job = jobs.submit(TierRunJob.KIND, json.createObjectNode());
        jdbc.update(
                "insert into tier_run (run_id, planned, created_at) values (?, ?, ?::timestamptz)",
                job.id(),
                planned,
                job.createdAt().toString());
        return view(job, job.createdAt().atOffset(java.time.ZoneOffset.UTC));
    }

    /** @throws ProblemException 404 where there is no such run */
    TierRunView view(UUID runId) {
        return jdbc
                .query(
                        "select created_at from tier_run where run_id = ?",
                        (row, number) -> row.getObject("created_at", OffsetDateTime.class),
                        runId)
                .stream()
                .findFirst()
                .flatMap(at -> jobs.find(runId).map(job -> view(job, at)))
                .orElseThrow(() -> ProblemException.notFound("run", runId.toString()));
    }

    /** The latest run that ended well. */
    Optional<TierRunView> latest() {
        return jdbc
                .query(
                        """
                        select run_id, tier_run.created_at from tier_run join job on job.id = run_id
                        where job.state = 'SUCCEEDED' order by tier_run.created_at desc limit 1
                        """,
                        (row, number) -> jobs.find(row.getObject("run_id", UUID.class))
                                .map(job -> {
                                    try {
                                        return view(job, row.getObject("created_at", OffsetDateTime.class));
                                    } catch (java.sql.SQLException e) {
                                        throw new IllegalStateException(e);
                                    }
                                }))
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    private TierRunView view(Job job, OffsetDateTime createdAt) {
        return new TierRunView(
                job.id(),
                job.state(),
                job.progress(),
                createdAt.toInstant(),
                job.result() == null ? null : json.treeToValue(job.result(), TierRunReport.class),
                job.error());
    }
}
