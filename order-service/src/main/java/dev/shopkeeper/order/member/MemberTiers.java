package dev.shopkeeper.order.member;

import dev.shopkeeper.events.MemberUpdated;
import dev.shopkeeper.readmodel.HeardTiers;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The tiers that membership told of; the newest wins, in whatever order they arrive. */
@Repository
public class MemberTiers {

    private final HeardTiers heard;

    MemberTiers(JdbcTemplate jdbc) {
        this.heard = HeardTiers.of(jdbc);
    }

    /** Keeps a member's tier and benefits unless newer ones are known. */
    public void put(MemberUpdated member) {
        heard.put(member);
    }

    /** Tier and benefits of a member; empty for somebody who is none, as far as is known here. */
    public Optional<HeardTiers.Standing> standing(String userId) {
        return heard.standing(userId);
    }
}
