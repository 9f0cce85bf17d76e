package dev.shopkeeper.starter.job;

import dev.shopkeeper.events.EventJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The job table. Every write of a running attempt is fenced by its owner and number. */
final class JobStore {

    private final JdbcClient jdbc;

    JobStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Job insert(UUID id, String kind, JsonNode input) {
        return jdbc.sql("insert into job (id, kind, state, input) values (?, ?, 'QUEUED', ?::jsonb) returning *")
                .params(id, kind, input.toString())
                .query(JobStore::job)
                .single();
    }

    Optional<Job> find(UUID id) {
        return jdbc.sql("select * from job where id = ?")
                .param(id)
                .query(JobStore::job)
                .optional();
    }

    /** Newest first, those below {@code before}. */
    List<Job> list(@Nullable UUID before, @Nullable String kind, @Nullable JobState state, int limit) {
        return jdbc.sql("""
                        select * from job
                        where (cast(:before as uuid) is null or id < :before)
                          and (cast(:kind as text) is null or kind = :kind)
                          and (cast(:state as text) is null or state = :state)
                        order by id desc limit :limit
                        """)
                .param("before", before)
                .param("kind", kind)
                .param("state", state == null ? null : state.name())
                .param("limit", limit)
                .query(JobStore::job)
                .list();
    }

    /** A queued job is cancelled at once, a running one asked to stop; final ones stay as they are. */
    void cancel(UUID id) {
        jdbc.sql("""
                        update job set
                            state = case state when 'QUEUED' then 'CANCELLED' else 'CANCELLING' end,
                            updated_at = now()
                        where id = ? and state in ('QUEUED', 'RUNNING')
                        """).param(id).update();
    }

    /** Takes the oldest job that waits, or whose replica has fallen silent. */
    Optional<Claim> claim(String owner, Collection<String> kinds, Duration lease) {
        return jdbc.sql("""
                        update job set
                            state = case state when 'QUEUED' then 'RUNNING' when 'RUNNING' then 'RUNNING'
                                    else 'CANCELLING' end,
                            attempts = attempts + 1,
                            failures = failures + 1,
                            lease_owner = :owner,
                            lease_until = clock_timestamp() + make_interval(secs => :lease),
                            updated_at = now()
                        where id = (
                            select id from job
                            where kind = any (:kinds)
                              and (state = 'QUEUED' and not_before <= clock_timestamp()
                                or state in ('RUNNING', 'CANCELLING') and lease_until < clock_timestamp())
                            order by created_at
                            limit 1
                            for update skip locked)
                        returning *
                        """)
                .param("owner", owner)
                .param("lease", lease.toMillis() / 1000.0)
                .param("kinds", kinds.toArray(String[]::new))
                .query((row, index) -> new Claim(
                        row.getObject("id", UUID.class),
                        row.getString("kind"),
                        owner,
                        row.getInt("attempts"),
                        row.getInt("failures"),
                        json(row, "input"),
                        row.getString("checkpoint") == null ? null : json(row, "checkpoint"),
                        row.getString("state").equals("CANCELLING")))
                .optional();
    }

    /** Renews the leases of those of these jobs that nobody is writing; returns which are to be cancelled. */
    List<UUID> renew(String owner, Collection<UUID> ids, Duration lease) {
        return jdbc
                .sql("""
                        update job set lease_until = clock_timestamp() + make_interval(secs => :lease)
                        where id in (
                            select id from job
                            where id = any (:ids) and lease_owner = :owner and state in ('RUNNING', 'CANCELLING')
                            for update skip locked)
                        returning id, state
                        """)
                .param("lease", lease.toMillis() / 1000.0)
                .param("owner", owner)
                .param("ids", ids.toArray(UUID[]::new))
                .query((row, index) -> new Renewed(row.getObject("id", UUID.class), row.getString("state")))
                .list()
                .stream()
                .filter(renewed -> renewed.state().equals("CANCELLING"))
                .map(Renewed::id)
                .toList();
    }

    private record Renewed(UUID id, String state) {}

    /** Writes progress and renews the lease; empty when the job is no longer ours. */
    Optional<JobState> progress(Claim claim, double progress, Duration lease) {
        return jdbc.sql("""
                        update job set progress = :progress, updated_at = now(),
                            lease_until = clock_timestamp() + make_interval(secs => :lease)
                        where id = :id and lease_owner = :owner and attempts = :attempt
                          and state in ('RUNNING', 'CANCELLING')
                        returning state
                        """)
                .param("progress", progress)
                .param("lease", lease.toMillis() / 1000.0)
                .param("id", claim.id())
                .param("owner", claim.owner())
                .param("attempt", claim.attempt())
                .query(String.class)
                .optional()
                .map(JobState::valueOf);
    }

    /** Renews the lease and keeps the row until the transaction ends; empty when the job is no longer ours. */
    Optional<JobState> hold(Claim claim, Duration lease) {
        return jdbc.sql("""
                        update job set lease_until = clock_timestamp() + make_interval(secs => :lease)
                        where id = :id and lease_owner = :owner and attempts = :attempt
                          and state in ('RUNNING', 'CANCELLING')
                        returning state
                        """)
                .param("lease", lease.toMillis() / 1000.0)
                .param("id", claim.id())
                .param("owner", claim.owner())
                .param("attempt", claim.attempt())
                .query(String.class)
                .optional()
                .map(JobState::valueOf);
    }

    /** Writes a checkpoint, which also proves that the job gets on; empty when the job is no longer ours. */
    Optional<JobState> checkpoint(Claim claim, JsonNode checkpoint, Duration lease) {
        return jdbc.sql("""
                        update job set checkpoint = :checkpoint::jsonb, failures = 1, updated_at = now(),
                            lease_until = clock_timestamp() + make_interval(secs => :lease)
                        where id = :id and lease_owner = :owner and attempts = :attempt
                          and state in ('RUNNING', 'CANCELLING')
                        returning state
                        """)
                .param("checkpoint", checkpoint.toString())
                .param("lease", lease.toMillis() / 1000.0)
                .param("id", claim.id())
                .param("owner", claim.owner())
                .param("attempt", claim.attempt())
                .query(String.class)
                .optional()
                .map(JobState::valueOf);
    }

    void succeed(Claim claim, @Nullable JsonNode result) {
        jdbc.sql("""
                        update job set state = 'SUCCEEDED', progress = 1, result = :result::jsonb, error = null,
                            lease_owner = null, lease_until = null, updated_at = now()
                        where id = :id and lease_owner = :owner and attempts = :attempt
                        """)
                .param("result", result == null ? null : result.toString())
                .param("id", claim.id())
                .param("owner", claim.owner())
                .param("attempt", claim.attempt())
                .update();
    }

    /** Ends the attempt in a final state, or queues the job again after a pause. */
    void end(Claim claim, JobState state, @Nullable String error, Duration pause) {
        jdbc.sql("""
                        update job set state = :state, error = coalesce(:error, error),
                            not_before = clock_timestamp() + make_interval(secs => :pause),
                            lease_owner = null, lease_until = null, updated_at = now()
                        where id = :id and lease_owner = :owner and attempts = :attempt
                        """)
                .param("state", state.name())
                .param("error", error)
                .param("pause", pause.toMillis() / 1000.0)
                .param("id", claim.id())
                .param("owner", claim.owner())
                .param("attempt", claim.attempt())
                .update();
    }

    /** Gives all jobs of a replica that stops back at once; the cut-off attempt does not count against them. */
    int release(String owner) {
        return jdbc.sql("""
                        update job set
                            state = case state when 'CANCELLING' then 'CANCELLED' else 'QUEUED' end,
                            failures = greatest(failures - 1, 0),
                            lease_owner = null, lease_until = null, not_before = now(), updated_at = now()
                        where id in (
                            select id from job
                            where lease_owner = ? and state in ('RUNNING', 'CANCELLING')
                            for update skip locked)
                        """).param(owner).update();
    }

    private static Job job(ResultSet row, int index) throws SQLException {
        return new Job(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                JobState.valueOf(row.getString("state")),
                row.getDouble("progress"),
                row.getInt("attempts"),
                row.getString("result") == null ? null : json(row, "result"),
                row.getString("error"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }

    private static JsonNode json(ResultSet row, String column) throws SQLException {
        return EventJson.mapper().readTree(row.getString(column));
    }
}
