package dev.shopkeeper.membership.member;

import static dev.shopkeeper.starter.jdbc.Columns.text;

import dev.shopkeeper.events.MemberCoupon;
import dev.shopkeeper.events.MemberUpdated;
import dev.shopkeeper.starter.messaging.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells of members as they are now, as a whole: tier, benefits and usable coupons. Whoever changes one of these calls
 * {@link #tell} in the same transaction, after the change. Thread-safe.
 */
@Service
public class MemberUpdates {

    private final JdbcTemplate jdbc;
    private final Benefits benefits;
    private final UsableCoupons coupons;
    private final Outbox outbox;
    private final Clock clock;

    MemberUpdates(JdbcTemplate jdbc, Benefits benefits, UsableCoupons coupons, Outbox outbox, Clock clock) {
        this.jdbc = jdbc;
        this.benefits = benefits;
        this.coupons = coupons;
        this.outbox = outbox;
        this.clock = clock;
    }

    private record Standing(String userId, String tier, Instant tierSince) {}

    /**
     * Appends one whole {@link MemberUpdated} for each of these members to the outbox, in the order of the users; who is no
     * member is passed over. The members stay locked until the transaction ends, and are read after that: of two
     * transactions that tell of one member the later one tells of both changes. Lock nothing of theirs after this.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void tell(Collection<String> userIds) {
        if (userIds.isEmpty()) {
            return;
        }
        Collection<String> users = new TreeSet<>(userIds);
        List<Standing> standings = jdbc.query(
                "select user_id, tier, tier_since from member where user_id = any (?::text[]) order by user_id for update",
                (row, number) -> new Standing(
                        row.getString("user_id"),
                        row.getString("tier"),
                        row.getObject("tier_since", OffsetDateTime.class).toInstant()),
                (Object) text(users, user -> user));
        Map<String, List<MemberCoupon>> usable = coupons.of(users);
        Instant now = clock.instant();
        standings.forEach(member -> outbox.append(
                new MemberUpdated(
                        member.userId(),
                        member.tier(),
                        member.tierSince(),
                        benefits.of(member.tier()),
                        usable.getOrDefault(member.userId(), List.of()),
                        now),
                now));
    }
}
