package dev.shopkeeper.learning.life;

import dev.shopkeeper.events.EventJson;
import dev.shopkeeper.learning.Gate.Incumbent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;

/** The table of runs. Changes of state are conditional, so that two who change a run cannot both succeed. */
final class TrainingRuns {

    private static final TypeReference<TreeMap<String, String>> TEXTS = new TypeReference<>() {};
    private static final TypeReference<TreeMap<String, Double>> NUMBERS = new TypeReference<>() {};
    private static final String ACTIVE = "('requested', 'running', 'evaluated')";

    private final JdbcClient jdbc;

    TrainingRuns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether the run was stored; it is not while another run of its model is active, nor twice for one command. */
    boolean insert(
            UUID id,
            String model,
            RunState state,
            long seed,
            Map<String, String> options,
            @Nullable String requestedBy,
            @Nullable String commandId,
            @Nullable String error,
            Instant at) {
        return jdbc.sql("""
                        insert into training_run (id, model, state, seed, options, requested_by, command_id, error, requested_at,
                                                  finished_at)
                        values (:id, :model, :state, :seed, :options::jsonb, :by, :command, :error, :at, :finished)
                        on conflict do nothing
                        """)
                        .param("id", id)
                        .param("model", model)
                        .param("state", state.wireName())
                        .param("seed", seed)
                        .param("options", EventJson.mapper().writeValueAsString(new TreeMap<>(options)))
                        .param("by", requestedBy)
                        .param("command", commandId)
                        .param("error", error)
                        .param("at", utc(at))
                        .param("finished", state.isFinal() ? utc(at) : null)
                        .update()
                == 1;
    }

    void job(UUID id, UUID jobId) {
        jdbc.sql("update training_run set job_id = ? where id = ?")
                .params(jobId, id)
                .update();
    }

    /** Whether the run may run: it was asked for, or was cut off while it ran. */
    boolean start(UUID id, String codeCommit, Instant at) {
        return jdbc.sql("update training_run set state = 'running', progress = 0, code_commit = ?, started_at = ?"
                                + " where id = ? and state in " + ACTIVE)
                        .params(codeCommit, utc(at), id)
                        .update()
                == 1;
    }

    void data(UUID id, TrainingData data) {
        jdbc.sql("update training_run set data_from = ?, data_to = ?, data_rows = ?, data_hash = ?, split_at = ?"
                        + " where id = ?")
                .params(utc(data.from()), utc(data.to()), data.rows(), data.contentHash(), utc(data.splitAt()), id)
                .update();
    }

    void progress(UUID id, double progress) {
        jdbc.sql("update training_run set progress = ? where id = ? and state in " + ACTIVE)
                .params(progress, id)
                .update();
    }

    /** Whether the run was still running. */
    /** Says otherwise how a run was judged. */
    void verdict(UUID id, String verdict) {
        jdbc.sql("update training_run set verdict = :verdict where id = :id")
                .param("verdict", verdict)
                .param("id", id)
                .update();
    }

    boolean evaluated(UUID id, Evaluation evaluation) {
        Incumbent champion = evaluation.champion();
        return jdbc.sql("""
                        update training_run
                        set state = 'evaluated', figures = :figures::jsonb, baseline_figures = :baseline::jsonb,
                            champion_version = :champion, champion_figures = :champion_figures::jsonb,
                            champion_figures_from = :from, verdict = :verdict
                        where id = :id and state = 'running'
                        """)
                        .param("figures", json(evaluation.metrics()))
                        .param("baseline", json(evaluation.baseline()))
                        .param("champion", champion == null ? null : champion.version())
                        .param("champion_figures", json(champion == null ? Map.of() : champion.metrics()))
                        .param(
                                "from",
                                champion == null
                                        ? null
                                        : champion.provenance().name().toLowerCase(Locale.ROOT))
                        .param("verdict", evaluation.verdict().reason())
                        .param("id", id)
                        .update()
                == 1;
    }

    private static String json(Map<String, Double> metrics) {
        return EventJson.mapper().writeValueAsString(new TreeMap<>(metrics));
    }

    /** Whether the run was not at its end already. */
    boolean end(UUID id, RunState state, @Nullable String version, @Nullable String error, Instant at) {
        return end(id, state, version, error, null, at);
    }

    /** Whether the run was not at its end already. */
    boolean fail(UUID id, String error, @Nullable String errorCode, Instant at) {
        return end(id, RunState.FAILED, null, error, errorCode, at);
    }

    private boolean end(
            UUID id,
            RunState state,
            @Nullable String version,
            @Nullable String error,
            @Nullable String errorCode,
            Instant at) {
        return jdbc.sql("""
                        update training_run
                        set state = :state, version = :version, error = :error, error_code = :code, finished_at = :at,
                            progress = case when :state in ('champion', 'rejected') then 1 else progress end
                        where id = :id and state in\s""" + ACTIVE)
                        .param("state", state.wireName())
                        .param("version", version)
                        .param("error", error)
                        .param("code", errorCode)
                        .param("at", utc(at))
                        .param("id", id)
                        .update()
                == 1;
    }

    Optional<TrainingRun> find(UUID id) {
        return jdbc.sql("select * from training_run where id = ?")
                .param(id)
                .query(TrainingRuns::run)
                .optional();
    }

    Optional<TrainingRun> ofCommand(String model, String commandId) {
        return jdbc.sql("select * from training_run where model = ? and command_id = ?")
                .params(model, commandId)
                .query(TrainingRuns::run)
                .optional();
    }

    Optional<TrainingRun> active(String model) {
        return jdbc.sql("select * from training_run where model = ? and state in " + ACTIVE)
                .param(model)
                .query(TrainingRuns::run)
                .optional();
    }

    List<TrainingRun> active() {
        return jdbc.sql("select * from training_run where state in " + ACTIVE)
                .query(TrainingRuns::run)
                .list();
    }

    /** The latest first. */
    List<TrainingRun> ofModel(String model, @Nullable String before, int limit) {
        return jdbc.sql(
                        "select * from training_run where model = :model and (:before::uuid is null or id < :before::uuid)"
                                + " order by id desc limit :limit")
                .param("model", model)
                .param("before", before)
                .param("limit", limit)
                .query(TrainingRuns::run)
                .list();
    }

    static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static TrainingRun run(ResultSet row, int number) throws SQLException {
        Instant requestedAt = instant(row, "requested_at");
        if (requestedAt == null) {
            throw new IllegalStateException("Run " + row.getString("id") + " has no time of request");
        }
        return new TrainingRun(
                row.getObject("id", UUID.class),
                row.getString("model"),
                row.getString("state"),
                row.getDouble("progress"),
                row.getLong("seed"),
                EventJson.mapper().readValue(row.getString("options"), TEXTS),
                row.getString("requested_by"),
                row.getString("command_id"),
                row.getObject("job_id", UUID.class),
                instant(row, "data_from"),
                instant(row, "data_to"),
                row.getObject("data_rows", Long.class),
                row.getString("data_hash"),
                instant(row, "split_at"),
                row.getString("code_commit"),
                EventJson.mapper().readValue(row.getString("figures"), NUMBERS),
                EventJson.mapper().readValue(row.getString("baseline_figures"), NUMBERS),
                row.getString("champion_version"),
                EventJson.mapper().readValue(row.getString("champion_figures"), NUMBERS),
                row.getString("champion_figures_from"),
                row.getString("verdict"),
                row.getString("version"),
                row.getString("error"),
                row.getString("error_code"),
                requestedAt,
                instant(row, "started_at"),
                instant(row, "finished_at"));
    }
}
