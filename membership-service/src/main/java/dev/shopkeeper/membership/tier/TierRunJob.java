package dev.shopkeeper.membership.tier;

import dev.shopkeeper.learning.life.Served;
import dev.shopkeeper.membership.coupon.Issues;
import dev.shopkeeper.membership.past.MemberPasts;
import dev.shopkeeper.membership.tiering.CentroidMatch;
import dev.shopkeeper.membership.tiering.Figures;
import dev.shopkeeper.membership.tiering.MemberPast;
import dev.shopkeeper.membership.tiering.TierModel;
import dev.shopkeeper.starter.job.JobContext;
import dev.shopkeeper.starter.job.JobHandler;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The job behind a run over all members: page by page, each in a transaction of its own. An attempt that was cut off is
 * followed by one that goes on behind its last page, by the same model. In the end coupons are issued to whom they are for.
 */
@Component
class TierRunJob implements JobHandler {

    static final String KIND = "member-tiers";

    private static final int PAGE = 500;
    private static final int MOST_COMPARED = 10_000;

    private final ServedTiers served;
    private final Tiering tiering;
    private final TierRows rows;
    private final MemberPasts pasts;
    private final JdbcTemplate jdbc;
    private final Issues coupons;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.shared();

    TierRunJob(
            ServedTiers served,
            Tiering tiering,
            TierRows rows,
            MemberPasts pasts,
            JdbcTemplate jdbc,
            Issues coupons,
            Clock clock) {
        this.served = served;
        this.tiering = tiering;
        this.rows = rows;
        this.pasts = pasts;
        this.jdbc = jdbc;
        this.coupons = coupons;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public JsonNode run(JobContext context) {
        Served.Current<TierModel> champion = served.latest();
        if (champion == null) {
            return json.valueToTree(new TierRunReport(null, 0, rows.counts(), 0, 0, 0, List.of(), null));
        }
        TierModel model = champion.use();
        TierRunProgress reached = reached(context, champion);
        long all = count();
        while (true) {
            TierRunProgress next = tiering.assess(reached, PAGE, model, context);
            if (next.equals(reached)) {
                break;
            }
            reached = next;
            context.progress(Math.min(1, reached.members() / (double) Math.max(1, all)));
        }
        rows.use(champion.version(), model, clock.instant());
        coupons.request();
        return json.valueToTree(reached.report(rows.counts()));
    }

    /** Where an earlier attempt by the same model has got to; the beginning where there is none. */
    private TierRunProgress reached(JobContext context, Served.Current<TierModel> champion) {
        JsonNode checkpoint = context.checkpoint();
        if (checkpoint != null && checkpoint.path("modelVersion").asString("").equals(champion.version())) {
            return json.treeToValue(checkpoint, TierRunProgress.class);
        }
        return TierRunProgress.begin(champion.version(), followed(champion));
    }

    private long count() {
        Long members = jdbc.queryForObject("select count(*) from member", Long.class);
        return members == null ? 0 : members;
    }

    /** How the centroids follow those that the present tiers were given by. */
    private TierRunReport.@Nullable Followed followed(Served.Current<TierModel> champion) {
        TierRows.InUse before = rows.inUse().orElse(null);
        if (before == null || before.version().equals(champion.version())) {
            return null;
        }
        long day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toEpochDay();
        List<String> some = jdbc.queryForList(
                "select user_id from member order by hashtextextended(user_id, 0) limit ?",
                String.class,
                MOST_COMPARED);
        TierModel model = champion.use();
        List<Figures> figures = new ArrayList<>();
        for (MemberPast past : pasts.load(some, model.currency(), day - model.window())) {
            Figures known = past.figures(day, model.window());
            if (known != null) {
                figures.add(known);
            }
        }
        return TierRunReport.Followed.of(before.version(), CentroidMatch.of(before.model(), model, figures));
    }
}
