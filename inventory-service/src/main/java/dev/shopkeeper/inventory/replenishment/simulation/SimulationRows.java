package dev.shopkeeper.inventory.replenishment.simulation;

import dev.shopkeeper.starter.job.JobState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The rows of simulations. */
@Repository
class SimulationRows {

    private static final String SELECT = """
            select simulation_id, state, progress, simulation.created_at, request, error, %s
            from policy_simulation simulation join job on job.id = simulation_id
            """;

    private final JdbcTemplate jdbc;
    private final JsonMapper json = JsonMapper.shared();

    SimulationRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * An item that is to be simulated.
     *
     * @param place its number within the simulation
     */
    record Item(int place, String itemId, @Nullable String itemClass) {}

    /** What came of an item. */
    record Done(Item item, ItemResult result) {}

    void insert(UUID id, SimulationRequest request, Instant at) {
        jdbc.update(
                "insert into policy_simulation (simulation_id, request, created_at) values (?, ?::jsonb, ?::timestamptz)",
                id,
                json.writeValueAsString(request),
                at.toString());
    }

    Optional<SimulationRequest> request(UUID id) {
        return jdbc
                .query(
                        "select request from policy_simulation where simulation_id = ?",
                        (row, number) -> json.readValue(row.getString(1), SimulationRequest.class),
                        id)
                .stream()
                .findFirst();
    }

    Optional<SimulationView> find(UUID id) {
        return jdbc
                .query(
                        SELECT.formatted("simulation.result") + " where simulation_id = ?",
                        (row, number) -> view(row),
                        id)
                .stream()
                .findFirst();
    }

    /** Newest first, those below {@code before}, without their results. */
    List<SimulationView> list(@Nullable UUID before, int limit) {
        return jdbc.query(
                SELECT.formatted("null as result")
                        + " where ?::uuid is null or simulation_id < ?::uuid order by simulation_id desc limit ?",
                (row, number) -> view(row),
                before,
                before,
                limit);
    }

    void plan(UUID id, List<Item> items) {
        jdbc.batchUpdate(
                "insert into policy_simulation_item (simulation_id, place, item_id, item_class) values (?, ?, ?, ?)",
                items.stream()
                        .map(item -> new @Nullable Object[] {id, item.place(), item.itemId(), item.itemClass()})
                        .toList());
    }

    int count(UUID id) {
        return Objects.requireNonNull(jdbc.queryForObject(
                "select count(*) from policy_simulation_item where simulation_id = ?", Integer.class, id));
    }

    /** The items that nothing has come of yet, in their order. */
    List<Item> left(UUID id) {
        return jdbc.query(
                "select place, item_id, item_class from policy_simulation_item"
                        + " where simulation_id = ? and result is null order by place",
                (row, number) -> item(row),
                id);
    }

    void done(UUID id, Item item, ItemResult result) {
        jdbc.update(
                "update policy_simulation_item set result = ?::jsonb where simulation_id = ? and place = ?",
                json.writeValueAsString(result),
                id,
                item.place());
    }

    /** Hands over what came of each item, in their order. */
    void each(UUID id, Consumer<Done> consumer) {
        jdbc.query(
                "select place, item_id, item_class, result from policy_simulation_item"
                        + " where simulation_id = ? order by place",
                row -> {
                    consumer.accept(new Done(item(row), json.readValue(row.getString("result"), ItemResult.class)));
                },
                id);
    }

    /** Keeps the result, and no longer the parts that it was made of. */
    void finish(UUID id, SimulationReport report) {
        jdbc.update(
                "update policy_simulation set result = ?::jsonb where simulation_id = ?",
                json.writeValueAsString(report),
                id);
        jdbc.update("delete from policy_simulation_item where simulation_id = ?", id);
    }

    /** Whether there is a result. */
    boolean finished(UUID id) {
        return !jdbc.queryForList(
                        "select 1 from policy_simulation where simulation_id = ? and result is not null",
                        Integer.class,
                        id)
                .isEmpty();
    }

    boolean hasStock(String locationId) {
        return !jdbc.queryForList("select 1 from stock_level where location_id = ? limit 1", Integer.class, locationId)
                .isEmpty();
    }

    /** Those of the items that the catalogue has. */
    Set<String> known(Collection<String> itemIds) {
        return new HashSet<>(
                jdbc.queryForList("select item_id from product where item_id = any(?)", String.class, (Object)
                        itemIds.toArray(String[]::new)));
    }

    /** Items on sale that there is, or was, stock of. */
    Set<String> onSale(String locationId) {
        return new HashSet<>(jdbc.queryForList(
                "select item_id from stock_level join product using (item_id)"
                        + " where location_id = ? and active and withdrawn_at is null",
                String.class,
                locationId));
    }

    private static Item item(ResultSet row) throws SQLException {
        return new Item(row.getInt("place"), row.getString("item_id"), row.getString("item_class"));
    }

    private SimulationView view(ResultSet row) throws SQLException {
        String result = row.getString("result");
        return new SimulationView(
                row.getObject("simulation_id", UUID.class),
                JobState.valueOf(row.getString("state")),
                row.getDouble("progress"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                json.readValue(row.getString("request"), SimulationRequest.class),
                result == null ? null : json.readValue(result, SimulationReport.class),
                row.getString("error"));
    }
}
