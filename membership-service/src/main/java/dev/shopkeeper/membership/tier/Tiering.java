package dev.shopkeeper.membership.tier;

import dev.shopkeeper.membership.member.MemberUpdates;
import dev.shopkeeper.membership.past.MemberPasts;
import dev.shopkeeper.membership.tiering.Figures;
import dev.shopkeeper.membership.tiering.MemberPast;
import dev.shopkeeper.membership.tiering.Standing;
import dev.shopkeeper.membership.tiering.TierModel;
import dev.shopkeeper.membership.tiering.TierPolicy;
import dev.shopkeeper.starter.job.JobContext;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Gives members their tiers, a page at a time; who changes is told of in the same transaction. */
@Service
class Tiering {

    private static final Logger LOG = LoggerFactory.getLogger(Tiering.class);

    private final TierRows rows;
    private final MemberPasts pasts;
    private final TierPolicy policy;
    private final MemberUpdates updates;
    private final Clock clock;

    Tiering(TierRows rows, MemberPasts pasts, TierPolicy policy, MemberUpdates updates, Clock clock) {
        this.rows = rows;
        this.pasts = pasts;
        this.policy = policy;
        this.updates = updates;
        this.clock = clock;
    }

    /**
     * Looks at a page of members, behind where a run has got to. Their rows stay locked until the transaction ends, so that
     * two runs at once look at them one after another.
     *
     * @return where the run has got to then, as it is stored; as before where no members are left
     */
    @Transactional
    public TierRunProgress assess(TierRunProgress reached, int limit, TierModel model, JobContext run) {
        run.hold();
        List<TierRows.Row> members = rows.lockPage(reached.last(), limit);
        if (members.isEmpty()) {
            return reached;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        long day = LocalDate.ofInstant(now, ZoneOffset.UTC).toEpochDay();
        Map<String, MemberPast> known = new HashMap<>();
        pasts.load(members.stream().map(TierRows.Row::userId).toList(), model.currency(), day - model.window())
                .forEach(past -> known.put(past.userId(), past));
        List<String> users = new ArrayList<>();
        List<Standing> standings = new ArrayList<>();
        List<TierRows.Change> changes = new ArrayList<>();
        List<TierRunReport.Failure> failures = new ArrayList<>();
        for (TierRows.Row member : members) {
            try {
                MemberPast past = known.get(member.userId());
                Figures figures = past == null ? null : past.figures(day, model.window());
                Standing next = policy.assess(model, figures, member.standing(), day);
                users.add(member.userId());
                standings.add(next);
                if (next.tier() != member.standing().tier()) {
                    changes.add(new TierRows.Change(
                            member.userId(), member.standing().tier(), next.tier()));
                }
            } catch (IllegalArgumentException | ArithmeticException e) {
                LOG.warn("The tier of member '{}' cannot be worked out", member.userId(), e);
                failures.add(new TierRunReport.Failure(member.userId(), String.valueOf(e.getMessage())));
            }
        }
        rows.store(users, standings, now);
        rows.append(changes, reached.modelVersion(), now);
        updates.tell(changes.stream().map(TierRows.Change::userId).toList());
        int raised = (int) changes.stream()
                .filter(change -> change.to().compareTo(change.from()) > 0)
                .count();
        TierRunProgress next =
                reached.and(members.getLast().userId(), members.size(), raised, changes.size() - raised, failures);
        run.checkpoint(JsonMapper.shared().valueToTree(next));
        return next;
    }
}
