package dev.shopkeeper.membership.tier;

import dev.shopkeeper.decision.DegradedReason;
import dev.shopkeeper.decision.Explanation;
import dev.shopkeeper.decision.Language;
import dev.shopkeeper.decision.Reason;
import dev.shopkeeper.decision.Stamp;
import dev.shopkeeper.events.Money;
import dev.shopkeeper.learning.life.Served;
import dev.shopkeeper.membership.member.Benefits;
import dev.shopkeeper.membership.past.MemberPasts;
import dev.shopkeeper.membership.tiering.Figures;
import dev.shopkeeper.membership.tiering.MemberPast;
import dev.shopkeeper.membership.tiering.Prospect;
import dev.shopkeeper.membership.tiering.Standing;
import dev.shopkeeper.membership.tiering.Tier;
import dev.shopkeeper.membership.tiering.TierModel;
import dev.shopkeeper.membership.tiering.TierPolicy;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Decides which tier somebody is in: that which the last look at all members gave, explained by the figures of now. Nobody
 * is without one: whoever was never seen gets the first tier too, since the event that makes them a member may still be on
 * its way.
 */
@Service
class TierDecisions {

    private static final String FALLBACK = "default-tier";
    private static final String FALLBACK_VERSION = "1";
    private static final int PREFERENCES = 3;

    private final TierRows rows;
    private final MemberPasts pasts;
    private final ServedTiers served;
    private final TierPolicy policy;
    private final Benefits benefits;
    private final Clock clock;

    TierDecisions(
            TierRows rows, MemberPasts pasts, ServedTiers served, TierPolicy policy, Benefits benefits, Clock clock) {
        this.rows = rows;
        this.pasts = pasts;
        this.served = served;
        this.policy = policy;
        this.benefits = benefits;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public TierDecision of(String userId, Language language) {
        Served.Current<TierModel> champion = served.current();
        Optional<TierRows.Row> member = rows.find(userId);
        Standing standing = member.map(TierRows.Row::standing).orElse(Standing.FIRST);
        Instant since = member.map(TierRows.Row::since).orElse(null);
        Instant now = clock.instant();
        TierWords words = new TierWords(language);
        if (champion == null) {
            return new TierDecision(
                    userId,
                    standing.tier().wireName(),
                    since,
                    benefits.of(standing.tier().wireName()),
                    null,
                    null,
                    null,
                    null,
                    null,
                    Stamp.degraded(FALLBACK, FALLBACK_VERSION, now, DegradedReason.NO_CHAMPION),
                    Explanation.of(words.noModel(member.isPresent(), standing.tier())));
        }
        return decide(userId, standing, since, champion, now, words);
    }

    private TierDecision decide(
            String userId,
            Standing standing,
            @Nullable Instant since,
            Served.Current<TierModel> champion,
            Instant now,
            TierWords words) {
        TierModel model = champion.use();
        long day = LocalDate.ofInstant(now, ZoneOffset.UTC).toEpochDay();
        MemberPast past = pasts.load(List.of(userId), model.currency(), day - model.window()).stream()
                .findFirst()
                .orElse(null);
        Figures figures = past == null ? null : past.figures(day, model.window());
        double typical = figures == null || figures.money() == 0 ? orderWorth() : 0;
        Prospect prospect = Prospect.of(model, policy, past, standing, typical, day);
        TierDecision.Next next = next(model, prospect);
        TierDecision.Lower lower = lower(prospect, standing, day);
        Stamp stamp = Stamp.of(champion.model(), champion.version(), now);
        List<String> privileges = benefits.of(standing.tier().wireName());
        if (past == null || figures == null) {
            return new TierDecision(
                    userId,
                    standing.tier().wireName(),
                    since,
                    privileges,
                    null,
                    null,
                    null,
                    next,
                    lower,
                    stamp,
                    Explanation.of(words.noOrders(model, standing.tier(), next, lower)));
        }
        double[] point = model.standardised(figures);
        Tier compared = standing.tier() == Tier.LOYAL
                ? Tier.POTENTIAL
                : Tier.values()[standing.tier().ordinal() + 1];
        List<Reason> reasons =
                words.reasons(model, figures, model.nearest(point, standing.tier()), model.nearest(point, compared));
        BigDecimal margin = reasons.stream().map(Reason::contribution).reduce(BigDecimal.ZERO, BigDecimal::add);
        return new TierDecision(
                userId,
                standing.tier().wireName(),
                since,
                privileges,
                new TierDecision.MemberFigures(
                        model.window(),
                        Math.round(figures.recencyDays()),
                        Math.round(figures.orders()),
                        money(figures.money(), model),
                        Math.round(figures.variety()),
                        past.preferences(day, model.window(), PREFERENCES)),
                margin,
                compared.wireName(),
                next,
                lower,
                stamp,
                Explanation.of(
                        words.figures(model, figures, standing.tier(), model.nearest(figures), next, lower),
                        margin,
                        reasons));
    }

    private double orderWorth() {
        Double worth = rows.given().map(TierRows.Given::orderWorth).orElse(null);
        return worth == null ? 0 : worth;
    }

    private static TierDecision.@Nullable Next next(TierModel model, Prospect prospect) {
        return prospect.higher() == null
                ? null
                : new TierDecision.Next(
                        prospect.higher().wireName(), prospect.orders(), money(prospect.orderWorth(), model));
    }

    /** One tier down, once the figures have been lower for as long as the policy asks. */
    private TierDecision.@Nullable Lower lower(Prospect prospect, Standing standing, long day) {
        if (standing.tier() == Tier.ORDINARY || prospect.lowerFrom() == null) {
            return null;
        }
        Long belowSince = standing.belowSince();
        long from = belowSince != null && prospect.lowerFrom() == 0 ? belowSince : day + prospect.lowerFrom();
        long falls = Math.max(day, from + policy.downgradeAfterDays());
        return new TierDecision.Lower(
                Tier.values()[standing.tier().ordinal() - 1].wireName(),
                LocalDate.ofEpochDay(from),
                LocalDate.ofEpochDay(falls));
    }

    static Money money(double amount, TierModel model) {
        int digits = Math.max(0, Currency.getInstance(model.currency()).getDefaultFractionDigits());
        return new Money(BigDecimal.valueOf(amount).setScale(digits, RoundingMode.HALF_UP), model.currency());
    }
}
