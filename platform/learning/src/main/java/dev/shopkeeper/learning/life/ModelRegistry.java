package dev.shopkeeper.learning.life;

import static dev.shopkeeper.learning.life.TrainingRuns.utc;

import dev.shopkeeper.events.EventJson;
import dev.shopkeeper.learning.Hashes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;

/** Versions, and which of them serves. Promotion and rollback hold the lock of the model's champion row. */
final class ModelRegistry {

    /** The version that stands for the fallback, which needs no model. */
    static final String NONE = "none";

    private static final TypeReference<TreeMap<String, String>> TEXTS = new TypeReference<>() {};
    private static final TypeReference<TreeMap<String, Double>> NUMBERS = new TypeReference<>() {};
    private static final String SELECT = """
            select v.model, v.version, v.run_id, v.state, v.previous_version, v.content_hash, length(v.bytes) as size,
                   v.created_at, r.seed, r.options, r.data_hash, r.data_from, r.data_to, r.data_rows, r.code_commit, r.figures,
                   r.baseline_figures
            from model_version v join training_run r on r.id = v.run_id
            """;

    private final JdbcClient jdbc;

    ModelRegistry(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The version that serves, {@link #NONE} while the fallback does. */
    String champion(String model) {
        return jdbc.sql("select version from model_champion where model = ?")
                .param(model)
                .query(String.class)
                .optional()
                .orElse(NONE);
    }

    /** Since when which version serves; none while the fallback does. */
    Optional<Promotion> promotion(String model) {
        return jdbc.sql("select version, since from model_champion where model = ? and version <> ?")
                .params(model, NONE)
                .query((row, number) -> new Promotion(
                        row.getString("version"),
                        row.getObject("since", OffsetDateTime.class).toInstant()))
                .optional();
    }

    /** As {@link #champion}, and nobody else may change it until the transaction ends. */
    String lockChampion(String model, Instant at) {
        jdbc.sql("insert into model_champion (model, version, since) values (?, ?, ?) on conflict do nothing")
                .params(model, NONE, utc(at))
                .update();
        return jdbc.sql("select version from model_champion where model = ? for update")
                .param(model)
                .query(String.class)
                .single();
    }

    /** Stores a version and lets it serve; the champion must be locked. */
    void promote(String model, String version, UUID runId, String previous, byte[] bytes, Instant at) {
        mark(model, previous, "retired");
        jdbc.sql("""
                        insert into model_version (model, version, run_id, state, previous_version, content_hash, bytes, created_at)
                        values (?, ?, ?, 'champion', ?, ?, ?, ?)
                        """)
                .params(model, version, runId, previous, Hashes.of(bytes), bytes, utc(at))
                .update();
        serve(model, version, at);
    }

    /** Lets an earlier version serve again; the champion must be locked. */
    void rollBack(String model, String from, String to, Instant at) {
        mark(model, from, "rolled_back");
        mark(model, to, "champion");
        serve(model, to, at);
    }

    /** Lets a version that is kept serve in the place of another; the champion must be locked. */
    void reinstate(String model, String from, String to, Instant at) {
        mark(model, from, "retired");
        mark(model, to, "champion");
        serve(model, to, at);
    }

    Optional<ModelVersion> find(String model, String version) {
        return jdbc.sql(SELECT + " where v.model = ? and v.version = ?")
                .params(model, version)
                .query(ModelRegistry::version)
                .optional();
    }

    /** Whether the run that made a version had this data, split at this time. */
    boolean learnedFrom(ModelVersion version, String dataHash, Instant splitAt) {
        // Compared by the database, which keeps microseconds of an instant.
        return jdbc.sql("select exists (select from training_run where id = ? and data_hash = ? and split_at = ?)")
                .params(version.runId(), dataHash, utc(splitAt))
                .query(Boolean.class)
                .single();
    }

    /** The latest first. */
    List<ModelVersion> versions(String model, @Nullable String before, int limit) {
        return jdbc.sql(SELECT + " where v.model = :model and (:before::text is null or v.version < :before)"
                        + " order by v.version desc limit :limit")
                .param("model", model)
                .param("before", before)
                .param("limit", limit)
                .query(ModelRegistry::version)
                .list();
    }

    /**
     * The bytes of a version, checked against their hash.
     *
     * @throws IllegalStateException if they are not what was stored
     */
    byte[] bytes(String model, String version) {
        record Stored(String hash, byte[] bytes) {}
        Stored stored = jdbc.sql("select content_hash, bytes from model_version where model = ? and version = ?")
                .params(model, version)
                .query((row, number) -> new Stored(row.getString(1), row.getBytes(2)))
                .single();
        String hash = Hashes.of(stored.bytes());
        if (!hash.equals(stored.hash())) {
            throw new IllegalStateException("Version " + version + " of " + model + " hashes to " + hash
                    + " and not to " + stored.hash() + ". Maybe its row was changed by hand?");
        }
        return stored.bytes();
    }

    private void serve(String model, String version, Instant at) {
        jdbc.sql("update model_champion set version = ?, since = ? where model = ?")
                .params(version, utc(at), model)
                .update();
    }

    private void mark(String model, String version, String state) {
        jdbc.sql("update model_version set state = ? where model = ? and version = ?")
                .params(state, model, version)
                .update();
    }

    private static ModelVersion version(ResultSet row, int number) throws SQLException {
        return new ModelVersion(
                row.getString("model"),
                row.getString("version"),
                row.getObject("run_id", UUID.class),
                row.getString("state"),
                row.getString("previous_version"),
                row.getString("content_hash"),
                row.getLong("size"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getLong("seed"),
                EventJson.mapper().readValue(row.getString("options"), TEXTS),
                row.getString("data_hash"),
                TrainingRuns.instant(row, "data_from"),
                TrainingRuns.instant(row, "data_to"),
                row.getObject("data_rows", Long.class),
                row.getString("code_commit"),
                EventJson.mapper().readValue(row.getString("figures"), NUMBERS),
                EventJson.mapper().readValue(row.getString("baseline_figures"), NUMBERS));
    }
}
