package dev.shopkeeper.membership.member;

import static dev.shopkeeper.starter.jdbc.Columns.text;
import static dev.shopkeeper.starter.jdbc.Columns.times;

import dev.shopkeeper.starter.bulk.Bulk;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Makes people members: by upload, or the first time that they are seen. Each is told of once. */
@Service
public class Members {

    private final JdbcTemplate jdbc;
    private final MemberUpdates updates;
    private final Clock clock;

    Members(JdbcTemplate jdbc, MemberUpdates updates, Clock clock) {
        this.jdbc = jdbc;
        this.updates = updates;
        this.clock = clock;
    }

    /** Stores uploaded members; a later upload of the same member replaces what the shop says of it. */
    @Transactional
    public void store(Bulk<MemberEntry> bulk) {
        Map<String, MemberEntry> entries = new TreeMap<>();
        bulk.entries().forEach(entry -> entries.put(entry.value().userId(), entry.value()));
        Map<String, Instant> joined = new TreeMap<>();
        entries.forEach((userId, entry) -> joined.put(userId, entry.joinedAt()));
        meet(joined);
        jdbc.update(
                """
                with locked as (
                    select user_id from member where user_id = any (?::text[]) order by user_id for update
                )
                update member set joined_at = entry.joined_at, email_hash = coalesce(entry.email_hash, member.email_hash)
                from unnest(?::text[], ?::timestamptz[], ?::text[]) as entry (user_id, joined_at, email_hash)
                where member.user_id = entry.user_id and member.user_id in (select user_id from locked)
                """,
                text(entries.values(), MemberEntry::userId),
                text(entries.values(), MemberEntry::userId),
                times(entries.values(), MemberEntry::joinedAt),
                text(entries.values(), MemberEntry::emailHash));
    }

    /**
     * Makes members of those who are none yet, with the first tier from this moment, and tells of them.
     *
     * @param seen when each user was first seen, by user
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void meet(Map<String, Instant> seen) {
        Instant now = clock.instant();
        Collection<Map.Entry<String, Instant>> users = new TreeMap<>(seen).entrySet();
        List<String> fresh = jdbc.queryForList(
                """
                insert into member (user_id, joined_at, tier, tier_since)
                select user_id, joined_at, ?, ?::timestamptz
                from unnest(?::text[], ?::timestamptz[]) as seen (user_id, joined_at)
                on conflict (user_id) do nothing
                returning user_id
                """,
                String.class,
                FirstTier.NAME,
                now.toString(),
                text(users, Map.Entry::getKey),
                times(users, Map.Entry::getValue));
        updates.tell(fresh);
    }
}
