package dev.shopkeeper.membership.coupon;

import static dev.shopkeeper.starter.jdbc.Columns.printed;
import static dev.shopkeeper.starter.jdbc.Columns.text;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.shopkeeper.membership.campaign.Audience;
import dev.shopkeeper.membership.campaign.Campaigns;
import dev.shopkeeper.membership.member.MemberUpdates;
import dev.shopkeeper.starter.job.JobContext;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Puts members into the arms of campaigns and gives coupons to those who are to have one, some at a time. */
@Service
class IssuePages {

    static final int PAGE = 500;

    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    private final Campaigns campaigns;
    private final MemberUpdates updates;
    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final JsonMapper json = JsonMapper.shared();

    IssuePages(Campaigns campaigns, MemberUpdates updates, JdbcTemplate jdbc, Clock clock) {
        this.campaigns = campaigns;
        this.updates = updates;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record Member(String userId, Arm arm) {}

    /** Does one page, and keeps in the same transaction how far it came. A campaign that has ended meanwhile is done. */
    @Transactional
    public IssueProgress next(IssueProgress progress, JobContext context) {
        String campaignId = progress.campaigns().getFirst();
        Optional<Audience> audience = campaigns.holdRunning(campaignId);
        List<String> users = audience.map(each -> newIn(each, progress.after())).orElse(List.of());
        IssueReport report = progress.report();
        if (audience.isPresent() && !users.isEmpty()) {
            List<Member> put = put(audience.get(), users);
            List<String> winners = put.stream()
                    .filter(each -> each.arm() == Arm.COUPON)
                    .map(Member::userId)
                    .toList();
            issue(audience.get(), winners);
            updates.tell(winners);
            report = report.and(winners.size(), put.size() - winners.size());
        }
        IssueProgress reached =
                users.size() < PAGE ? progress.nextCampaign(report) : progress.nextPage(users.getLast(), report);
        context.checkpoint(json.valueToTree(reached));
        return reached;
    }

    private List<String> newIn(Audience audience, String after) {
        return jdbc.queryForList("""
                select user_id from member
                where tier = ? and user_id > ?
                  and not exists (select 1 from campaign_arm arm
                                  where arm.campaign_id = ? and arm.user_id = member.user_id)
                order by user_id limit ?
                """, String.class, audience.tier(), after, audience.campaignId(), PAGE);
    }

    /** Those who were put now; another run may have been faster with some. */
    private List<Member> put(Audience audience, List<String> users) {
        List<Member> members = users.stream()
                .map(user -> new Member(user, Arm.of(audience.armKey(), user, audience.holdOut())))
                .toList();
        return jdbc.query(
                """
                insert into campaign_arm (campaign_id, user_id, arm, put_at)
                select ?, user_id, arm, ?::timestamptz from unnest(?::text[], ?::text[]) as put (user_id, arm)
                order by user_id collate "C"
                on conflict (campaign_id, user_id) do nothing
                returning user_id, arm
                """,
                (row, number) -> new Member(row.getString("user_id"), Arm.valueOf(row.getString("arm"))),
                audience.campaignId(),
                clock.instant().toString(),
                text(members, Member::userId),
                text(members, member -> member.arm().name()));
    }

    private void issue(Audience audience, List<String> users) {
        jdbc.update(
                """
                insert into coupon (coupon_id, campaign_id, user_id, code, per_person, issued_at)
                select coupon_id, ?, user_id, code, ?, ?::timestamptz
                from unnest(?::uuid[], ?::text[], ?::text[]) as issued (coupon_id, user_id, code)
                """,
                audience.campaignId(),
                audience.perPerson(),
                clock.instant().toString(),
                printed(users, user -> IDS.generate()),
                text(users, user -> user),
                text(users, user -> CouponCode.next(random).symbols()));
    }
}
