package dev.shopkeeper.order.eligibility;

import dev.shopkeeper.events.EventJson;
import dev.shopkeeper.order.policy.ReturnPolicy;
import dev.shopkeeper.starter.paging.Page;
import dev.shopkeeper.starter.paging.PageRequest;
import dev.shopkeeper.starter.problem.ProblemException;
import dev.shopkeeper.starter.problem.Violation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The versions of the return policy. Each is written once and never changed. */
@Repository
class StoredPolicies {

    private static final String SELECT = "select version, policy, stored_at from return_policy ";

    private final JdbcTemplate jdbc;
    private final Clock clock;

    StoredPolicies(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Stores the next version, or answers the one that this id has already. One at a time, so that versions have no gap.
     *
     * @throws ProblemException 409 if the id has another content, or the moment another version
     */
    @Transactional
    public PolicyView store(PolicyEntry entry) {
        jdbc.execute("lock table return_policy in exclusive mode");
        Optional<PolicyView> known = one("where policy_id = ?", entry.policyId());
        if (known.isPresent()) {
            if (!known.get().policy().equals(entry)) {
                throw conflict("policy_id", entry.policyId(), "is known with other content");
            }
            return known.get();
        }
        one("where effective_from = ?::timestamptz", entry.effectiveFrom().toString())
                .ifPresent(other -> {
                    throw conflict(
                            "effective_from",
                            entry.effectiveFrom().toString(),
                            "version " + other.version() + " begins at the same moment");
                });
        Long version = jdbc.queryForObject("select coalesce(max(version), 0) + 1 from return_policy", Long.class);
        PolicyView view = new PolicyView(
                version == null ? 1 : version, entry, clock.instant().truncatedTo(ChronoUnit.MICROS));
        jdbc.update(
                """
                insert into return_policy (version, policy_id, effective_from, policy, stored_at)
                values (?, ?, ?::timestamptz, ?::jsonb, ?::timestamptz)
                """,
                view.version(),
                entry.policyId(),
                entry.effectiveFrom().toString(),
                EventJson.mapper().writeValueAsString(entry),
                view.storedAt().toString());
        return view;
    }

    private static ProblemException conflict(String name, String value, String message) {
        return new ProblemException(
                HttpStatus.CONFLICT,
                "return-policy-conflict",
                "The policy's " + name + " '" + value + "' " + message + ".",
                List.of(new Violation(name, value, message)),
                null);
    }

    /** The version that holds for an order placed at a moment: the last that was in force by then. */
    Optional<ReturnPolicy> inForce(Instant placedAt) {
        return one("where effective_from <= ?::timestamptz order by effective_from desc limit 1", placedAt.toString())
                .map(view -> view.policy().policy(view.version()));
    }

    /** @throws ProblemException 404 if there is no such version */
    PolicyView view(long version) {
        return one("where version = ?", version)
                .orElseThrow(() -> ProblemException.notFound("return policy", Long.toString(version)));
    }

    /** By version. */
    Page<PolicyView> list(PageRequest request) {
        String after = request.after() == null ? "0" : request.after();
        if (!after.matches("\\d{1,18}")) {
            throw ProblemException.invalid("cursor", after, "is no cursor of ours. Maybe it was cut?");
        }
        return request.page(
                jdbc.query(
                        SELECT + "where version > ? order by version limit ?",
                        StoredPolicies::read,
                        Long.parseLong(after),
                        request.probe()),
                view -> Long.toString(view.version()));
    }

    private Optional<PolicyView> one(String condition, Object value) {
        return jdbc.query(SELECT + condition, StoredPolicies::read, value).stream()
                .findFirst();
    }

    private static PolicyView read(ResultSet row, int number) throws SQLException {
        return new PolicyView(
                row.getLong("version"),
                EventJson.mapper().readValue(row.getString("policy"), PolicyEntry.class),
                row.getObject("stored_at", OffsetDateTime.class).toInstant());
    }
}
