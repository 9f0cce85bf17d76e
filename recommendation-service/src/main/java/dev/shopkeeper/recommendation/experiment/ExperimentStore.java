package dev.shopkeeper.recommendation.experiment;

import dev.shopkeeper.recommendation.experiment.allocation.Allocation;
import dev.shopkeeper.recommendation.experiment.allocation.Policy;
import dev.shopkeeper.recommendation.experiment.allocation.Strategy;
import dev.shopkeeper.recommendation.experiment.allocation.Variant;
import dev.shopkeeper.recommendation.experiment.statistics.Metric;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of experiments. */
@Repository
class ExperimentStore {

    private static final String SELECT = """
            select experiment_id, description, metric, salt, planned_persons, state, started_at, ended_at, rolled_out_at, winner,
                   array(select placement from experiment_placement
                         where experiment_placement.experiment_id = experiment.experiment_id order by placement) as placements
            from experiment
            """;

    private final JdbcClient jdbc;

    ExperimentStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether the blend has such a version that can be served. */
    boolean hasVersion(String version) {
        return jdbc.sql("select count(*) from model_version where model = 'next-item-blend' and version = ?")
                        .param(version)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Stores a new one that runs; false where the id is taken. */
    boolean insert(ExperimentRequest request, String salt, Instant now) {
        int inserted = jdbc.sql("""
                        insert into experiment (experiment_id, description, metric, salt, planned_persons, state, started_at)
                        values (?, ?, ?, ?, ?, 'RUNNING', ?) on conflict do nothing
                        """)
                .param(request.experimentId())
                .param(request.description())
                .param(request.metric().wireName())
                .param(salt)
                .param(request.plannedPersons())
                .param(now.atOffset(ZoneOffset.UTC))
                .update();
        if (inserted == 0) {
            return false;
        }
        for (int place = 0; place < request.arms().size(); place++) {
            Variant arm = request.arms().get(place);
            Policy policy = arm.policy();
            jdbc.sql("insert into experiment_arm (experiment_id, place, name, share, strategy, model, diversity,"
                            + " exploration) values (?, ?, ?, ?, ?, ?, ?, ?)")
                    .param(request.experimentId())
                    .param(place)
                    .param(arm.name())
                    .param(arm.share())
                    .param(policy.strategy().wireName())
                    .param(policy.model())
                    .param(policy.diversity())
                    .param(policy.exploration())
                    .update();
        }
        return true;
    }

    /** Takes a placement; false where another experiment runs there. */
    boolean take(String experimentId, String placement) {
        return jdbc.sql("insert into experiment_placement (experiment_id, placement, running) values (?, ?, true)"
                                + " on conflict (placement) where running do nothing")
                        .param(experimentId)
                        .param(placement)
                        .update()
                == 1;
    }

    /** The experiment that runs on a placement. */
    Optional<String> running(String placement) {
        return jdbc.sql("select experiment_id from experiment_placement where placement = ? and running")
                .param(placement)
                .query(String.class)
                .optional();
    }

    /** An experiment that nobody else changes until the transaction ends. */
    Optional<Experiment> lock(String id) {
        return found(jdbc.sql(SELECT + " where experiment_id = ? for update").param(id)).stream()
                .findFirst();
    }

    Optional<Experiment> find(String id) {
        return found(jdbc.sql(SELECT + " where experiment_id = ?").param(id)).stream()
                .findFirst();
    }

    /** In the order of their ids. */
    List<Experiment> page(String after, int limit) {
        return found(jdbc.sql(SELECT + " where experiment_id > ? order by experiment_id limit ?")
                .params(after, limit));
    }

    /** Those that run or were rolled out, the latest rolled out last. */
    List<Experiment> standing() {
        return found(jdbc.sql(SELECT + " where state <> 'STOPPED' order by rolled_out_at nulls first, experiment_id"));
    }

    /** Ends it, or rolls out an arm of it. */
    void end(String id, ExperimentState state, Instant now, @Nullable String winner) {
        OffsetDateTime at = now.atOffset(ZoneOffset.UTC);
        jdbc.sql("update experiment set state = ?, ended_at = coalesce(ended_at, ?), rolled_out_at = ?, winner = ?"
                        + " where experiment_id = ?")
                .param(state.name())
                .param(at)
                .param(winner == null ? null : at)
                .param(winner)
                .param(id)
                .update();
        jdbc.sql("update experiment_placement set running = false where experiment_id = ? and running")
                .param(id)
                .update();
    }

    void note(String id, ExperimentView.Change change) {
        jdbc.sql("insert into experiment_change (experiment_id, changed_at, changed_by, action, arm, reason)"
                        + " values (?, ?, ?, ?, ?, ?)")
                .param(id)
                .param(change.changedAt().atOffset(ZoneOffset.UTC))
                .param(change.changedBy())
                .param(change.action())
                .param(change.arm())
                .param(change.reason())
                .update();
    }

    List<ExperimentView.Change> changes(String id) {
        return jdbc.sql("select changed_at, changed_by, action, arm, reason from experiment_change"
                        + " where experiment_id = ? order by id")
                .param(id)
                .query((row, number) -> new ExperimentView.Change(
                        time(row, 1), row.getString(2), row.getString(3), row.getString(4), row.getString(5)))
                .list();
    }

    private List<Experiment> found(JdbcClient.StatementSpec statement) {
        List<Row> rows = statement.query(ExperimentStore::row).list();
        Map<String, List<Variant>> arms = arms(rows.stream().map(Row::id).toList());
        return rows.stream()
                .map(row -> row.with(arms.getOrDefault(row.id(), List.of())))
                .toList();
    }

    private Map<String, List<Variant>> arms(List<String> ids) {
        Map<String, List<Variant>> arms = new HashMap<>();
        if (!ids.isEmpty()) {
            jdbc.sql("select experiment_id, name, share, strategy, model, diversity, exploration from experiment_arm"
                            + " where experiment_id in (:ids) order by experiment_id, place")
                    .param("ids", ids)
                    .query(row -> {
                        String strategy = row.getString(4);
                        Policy policy = new Policy(
                                Strategy.of(strategy)
                                        .orElseThrow(() ->
                                                new IllegalStateException("There is no strategy '" + strategy + "'")),
                                row.getString(5),
                                row.getDouble(6),
                                row.getDouble(7));
                        arms.computeIfAbsent(row.getString(1), id -> new ArrayList<>())
                                .add(new Variant(row.getString(2), row.getDouble(3), policy));
                    });
        }
        return arms;
    }

    /** An experiment without its arms. */
    private record Row(
            String id,
            @Nullable String description,
            String metric,
            String salt,
            long planned,
            String state,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable Instant rolledOutAt,
            @Nullable String winner,
            List<String> placements) {

        Experiment with(List<Variant> arms) {
            return new Experiment(
                    id,
                    description,
                    placements,
                    new Allocation(salt, arms),
                    Metric.of(metric),
                    planned,
                    ExperimentState.valueOf(state),
                    startedAt,
                    endedAt,
                    rolledOutAt,
                    winner);
        }
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        Array placements = row.getArray(11);
        return new Row(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                row.getString(6),
                time(row, 7),
                timeOrNull(row, 8),
                timeOrNull(row, 9),
                row.getString(10),
                List.of((String[]) placements.getArray()));
    }

    private static Instant time(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant timeOrNull(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
