package dev.shopkeeper.starter.idempotency;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of keys. */
final class IdempotencyKeys {

    private final JdbcClient jdbc;
    private final IdempotencyProperties properties;

    IdempotencyKeys(JdbcClient jdbc, IdempotencyProperties properties) {
        this.jdbc = jdbc;
        this.properties = properties;
    }

    /** Claims a key, or tells what became of it. */
    KeyState claim(String principal, String operation, String key, byte[] hash) {
        KeyClaim claim = new KeyClaim(principal, operation, key, UUID.randomUUID());
        while (true) {
            if (insert(claim, hash)) {
                return new KeyState.Ours(claim);
            }
            Row row = find(claim).orElse(null);
            if (row == null || (row.outdated() && delete(claim, row.owner()))) {
                continue; // The first request failed and gave the key back, or its time is over.
            }
            if (!Arrays.equals(row.hash(), hash)) {
                return new KeyState.Reused();
            }
            if (row.state().equals("ANSWERED")) {
                return new KeyState.Answered(row.status(), row.contentType(), row.location(), row.body());
            }
            if (!row.overdue()) {
                return new KeyState.InFlight();
            }
            if (row.state().equals("EFFECTIVE")) {
                return new KeyState.AnswerLost();
            }
            delete(claim, row.owner());
        }
    }

    private boolean insert(KeyClaim claim, byte[] hash) {
        return jdbc.sql("""
                        insert into idempotency_key
                            (principal, operation, key, request_hash, state, owner, lease_until)
                        values (?, ?, ?, ?, 'IN_FLIGHT', ?, now() + make_interval(secs => ?))
                        on conflict do nothing
                        """)
                        .params(
                                claim.principal(),
                                claim.operation(),
                                claim.key(),
                                hash,
                                claim.owner(),
                                seconds(properties.inFlight()))
                        .update()
                == 1;
    }

    private Optional<Row> find(KeyClaim claim) {
        return jdbc.sql("""
                        select *, lease_until < now() as overdue,
                            created_at < now() - make_interval(secs => ?) as outdated
                        from idempotency_key where principal = ? and operation = ? and key = ?
                        """)
                .params(seconds(properties.retention()), claim.principal(), claim.operation(), claim.key())
                .query(Row::of)
                .optional();
    }

    private boolean delete(KeyClaim claim, UUID owner) {
        return jdbc.sql("delete from idempotency_key where principal = ? and operation = ? and key = ? and owner = ?")
                        .params(claim.principal(), claim.operation(), claim.key(), owner)
                        .update()
                == 1;
    }

    /** Notes in the current transaction that the request takes effect with it; false if the key is no longer ours. */
    boolean takeEffect(KeyClaim claim) {
        return jdbc.sql("""
                        update idempotency_key set state = 'EFFECTIVE'
                        where principal = ? and operation = ? and key = ? and owner = ?
                        """)
                        .params(claim.principal(), claim.operation(), claim.key(), claim.owner())
                        .update()
                == 1;
    }

    /** Keeps the answer; an error without effect gives the key back instead, so that it can be tried again. */
    void answer(KeyClaim claim, int status, @Nullable String contentType, @Nullable String location, byte[] body) {
        int kept = jdbc.sql("""
                        update idempotency_key
                        set state = 'ANSWERED', status = :status, content_type = :content_type,
                            location = :location, body = :body
                        where principal = :principal and operation = :operation and key = :key and owner = :owner
                          and (state = 'EFFECTIVE' or :status < 400)
                        """)
                .param("status", status)
                .param("content_type", contentType)
                .param("location", location)
                .param("body", body)
                .param("principal", claim.principal())
                .param("operation", claim.operation())
                .param("key", claim.key())
                .param("owner", claim.owner())
                .update();
        if (kept == 0) {
            giveBack(claim);
        }
    }

    /** Forgets a key whose request did nothing. */
    void giveBack(KeyClaim claim) {
        jdbc.sql("""
                        delete from idempotency_key
                        where principal = ? and operation = ? and key = ? and owner = ? and state = 'IN_FLIGHT'
                        """)
                .params(claim.principal(), claim.operation(), claim.key(), claim.owner())
                .update();
    }

    int forgetOutdated() {
        return jdbc.sql("delete from idempotency_key where created_at < now() - make_interval(secs => ?)")
                .param(seconds(properties.retention()))
                .update();
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }

    private record Row(
            byte[] hash,
            String state,
            UUID owner,
            int status,
            @Nullable String contentType,
            @Nullable String location,
            byte[] body,
            boolean overdue,
            boolean outdated) {

        static Row of(ResultSet row, int index) throws SQLException {
            byte[] body = row.getBytes("body");
            return new Row(
                    row.getBytes("request_hash"),
                    row.getString("state"),
                    row.getObject("owner", UUID.class),
                    row.getInt("status"),
                    row.getString("content_type"),
                    row.getString("location"),
                    body == null ? new byte[0] : body,
                    row.getBoolean("overdue"),
                    row.getBoolean("outdated"));
        }
    }
}
