package dev.shopkeeper.membership.coupon;

import dev.shopkeeper.membership.member.MemberUpdates;
import dev.shopkeeper.starter.job.JobContext;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Tells of the members of an ended campaign, some at a time. */
@Service
class WithdrawalPages {

    private static final int PAGE = 500;

    private final MemberUpdates updates;
    private final JdbcTemplate jdbc;
    private final JsonMapper json = JsonMapper.shared();

    WithdrawalPages(MemberUpdates updates, JdbcTemplate jdbc) {
        this.updates = updates;
        this.jdbc = jdbc;
    }

    /** Does one page and keeps how far it came; answers the last member, or null where all are told of. */
    @Transactional
    public @Nullable String next(String campaignId, String after, JobContext context) {
        List<String> users = jdbc.queryForList(
                "select user_id from coupon where campaign_id = ? and user_id > ? order by user_id limit ?",
                String.class,
                campaignId,
                after,
                PAGE);
        updates.tell(users);
        if (users.isEmpty()) {
            return null;
        }
        context.checkpoint(json.createObjectNode().put(WithdrawalJob.AFTER, users.getLast()));
        return users.getLast();
    }
}
