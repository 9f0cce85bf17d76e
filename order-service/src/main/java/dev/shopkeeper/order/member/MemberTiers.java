package dev.shopkeeper.order.member;

import dev.shopkeeper.events.MemberUpdated;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The tiers that membership told of; the newest wins, in whatever order they arrive. */
@Repository
public class MemberTiers {

    private final JdbcTemplate jdbc;

    MemberTiers(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps a member's tier and benefits unless newer ones are known. */
    public void put(MemberUpdated member) {
        jdbc.update(
                """
                insert into member_tier (user_id, tier, benefits, updated_at) values (?, ?, ?::text[], ?::timestamptz)
                on conflict (user_id) do update set
                    tier = excluded.tier, benefits = excluded.benefits, updated_at = excluded.updated_at
                where excluded.updated_at >= member_tier.updated_at
                """,
                member.userId(),
                member.tier(),
                member.benefits().toArray(String[]::new),
                member.updatedAt().toString());
    }

    /**
     * What is known of a member.
     *
     * @param benefits that the tier has, {@code free_return_shipping}
     */
    public record Standing(String tier, Set<String> benefits) {}

    /** Tier and benefits of a member; empty for somebody who is none, as far as is known here. */
    public Optional<Standing> standing(String userId) {
        return jdbc
                .query(
                        "select tier, benefits from member_tier where user_id = ?",
                        (row, number) -> new Standing(row.getString("tier"), Set.copyOf(List.of((String[])
                                row.getArray("benefits").getArray()))),
                        userId)
                .stream()
                .findFirst();
    }

    /** The tier of a member; empty for somebody who is none, as far as is known here. */
    public Optional<String> of(String userId) {
        return jdbc.queryForList("select tier from member_tier where user_id = ?", String.class, userId).stream()
                .findFirst();
    }
}
