package dev.shopkeeper.readmodel;

import dev.shopkeeper.events.MemberUpdated;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Keeps the tier and the benefits that membership told of each member in a table of the service:
 *
 * {@snippet lang = "sql" :
 * create table member_tier (
 *     user_id    text collate "C" primary key,
 *     tier       text        not null,
 *     benefits   text[]      not null,
 *     updated_at timestamptz not null
 * );
 * }
 *
 * <p>What was updated last stands; of two from the same moment the one that is heard last.
 *
 * <p>Takes part in the current transaction. Thread-safe.
 */
public final class HeardTiers {

    private final JdbcTemplate jdbc;

    private HeardTiers(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** With the table as above. */
    public static HeardTiers of(JdbcTemplate jdbc) {
        return new HeardTiers(jdbc);
    }

    /**
     * What is known of a member.
     *
     * @param benefits that the tier has, {@code free_return_shipping}
     */
    public record Standing(String tier, Set<String> benefits) {

        public Standing {
            benefits = Set.copyOf(benefits);
        }
    }

    /** Keeps a member's tier and benefits unless newer ones are known. */
    public void put(MemberUpdated member) {
        jdbc.update(
                """
                insert into member_tier as known (user_id, tier, benefits, updated_at)
                values (?, ?, ?::text[], ?::timestamptz)
                on conflict (user_id) do update set
                    tier = excluded.tier, benefits = excluded.benefits, updated_at = excluded.updated_at
                where excluded.updated_at >= known.updated_at
                """,
                member.userId(),
                member.tier(),
                member.benefits().toArray(String[]::new),
                member.updatedAt().toString());
    }

    /** Tier and benefits of a member; empty for somebody who is none, as far as is known here. */
    public Optional<Standing> standing(String userId) {
        return Optional.ofNullable(standings(List.of(userId)).get(userId));
    }

    /** Tier and benefits by member, in one query; those of whom nothing is known are not in it. */
    public Map<String, Standing> standings(Collection<String> userIds) {
        Map<String, Standing> standings = new HashMap<>();
        if (!userIds.isEmpty()) {
            jdbc.query(
                    "select user_id, tier, benefits from member_tier where user_id = any (?::text[])",
                    row -> {
                        standings.put(row.getString("user_id"), standing(row));
                    },
                    (Object) userIds.toArray(String[]::new));
        }
        return Map.copyOf(standings);
    }

    private static Standing standing(ResultSet row) throws SQLException {
        return new Standing(row.getString("tier"), Set.copyOf(List.of((String[])
                row.getArray("benefits").getArray())));
    }
}
