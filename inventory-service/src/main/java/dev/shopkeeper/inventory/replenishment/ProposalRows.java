package dev.shopkeeper.inventory.replenishment;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The rows of proposals. */
@Repository
class ProposalRows {

    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    private static final String SELECT = """
            select proposal.*, coalesce(purchase.state, 'WITHHELD') as state,
                   purchase.created_at >= proposal.updated_at as drafted
            from replenishment_proposal proposal left join purchase_order purchase using (purchase_order_id)
            """;

    private final JdbcTemplate jdbc;
    private final JsonMapper json = JsonMapper.shared();

    ProposalRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A proposal as it is stored.
     *
     * @param outcome what the run that it names did with it
     */
    record Proposal(
            UUID proposalId,
            UUID runId,
            LocalDate date,
            ProposalState state,
            @Nullable String purchaseOrderId,
            Outcome outcome,
            ReorderDecision decision) {}

    /** The day's proposal of an item at a location from a supplier. */
    Optional<Proposal> find(String itemId, String locationId, @Nullable String supplierId, LocalDate date) {
        return jdbc
                .query(
                        SELECT
                                + " where proposal.item_id = ? and proposal.location_id = ?"
                                + " and coalesce(proposal.supplier_id, '') = ? and proposal_date = ?",
                        (row, number) -> proposal(row),
                        itemId,
                        locationId,
                        supplierId == null ? "" : supplierId,
                        date)
                .stream()
                .findFirst();
    }

    void insert(UUID runId, LocalDate date, ReorderDecision decision, @Nullable String purchaseOrderId) {
        jdbc.update(
                """
                insert into replenishment_proposal (proposal_id, run_id, item_id, location_id, supplier_id, proposal_date,
                    purchase_order_id, decision, created_at, updated_at)
                values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::timestamptz, ?::timestamptz)
                """,
                IDS.generate(),
                runId,
                decision.itemId(),
                decision.locationId(),
                decision.supplierId(),
                date,
                purchaseOrderId,
                json.writeValueAsString(decision),
                decision.decidedAt().toString(),
                decision.decidedAt().toString());
    }

    void update(UUID proposalId, UUID runId, ReorderDecision decision, @Nullable String purchaseOrderId) {
        jdbc.update(
                """
                update replenishment_proposal set run_id = ?, purchase_order_id = ?, decision = ?::jsonb,
                    updated_at = ?::timestamptz
                where proposal_id = ?
                """,
                runId,
                purchaseOrderId,
                json.writeValueAsString(decision),
                decision.decidedAt().toString(),
                proposalId);
    }

    List<Proposal> list(
            @Nullable UUID runId,
            @Nullable String itemId,
            @Nullable ProposalState state,
            @Nullable UUID after,
            int limit) {
        List<Object> arguments = new ArrayList<>();
        StringBuilder where = new StringBuilder(" where true");
        if (runId != null) {
            where.append(" and proposal.run_id = ?");
            arguments.add(runId);
        }
        if (itemId != null) {
            where.append(" and proposal.item_id = ?");
            arguments.add(itemId);
        }
        if (state != null) {
            where.append(" and coalesce(purchase.state, 'WITHHELD') = ?");
            arguments.add(state.name());
        }
        if (after != null) {
            where.append(" and proposal_id > ?");
            arguments.add(after);
        }
        arguments.add(limit);
        return jdbc.query(
                SELECT + where + " order by proposal_id limit ?", (row, number) -> proposal(row), arguments.toArray());
    }

    private Proposal proposal(ResultSet row) throws SQLException {
        // An order that is older than the decision was drafted by another.
        Outcome drafted = row.getBoolean("drafted") ? Outcome.PROPOSED : Outcome.REPLACED;
        return new Proposal(
                row.getObject("proposal_id", UUID.class),
                row.getObject("run_id", UUID.class),
                row.getObject("proposal_date", LocalDate.class),
                ProposalState.valueOf(row.getString("state")),
                row.getString("purchase_order_id"),
                row.getString("purchase_order_id") == null ? Outcome.WITHHELD : drafted,
                json.readValue(row.getString("decision"), ReorderDecision.class));
    }
}
