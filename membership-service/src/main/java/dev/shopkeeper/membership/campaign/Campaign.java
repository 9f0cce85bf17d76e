package dev.shopkeeper.membership.campaign;

import dev.shopkeeper.events.Money;
import dev.shopkeeper.starter.problem.ProblemException;
import dev.shopkeeper.starter.problem.Violation;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * A campaign, from the plan to its end. What it gives does not change. What was charged to it stands in its row but is no
 * part of this: {@link Budgets} counts there, by single statements.
 */
@Entity
@Table(name = "campaign")
class Campaign {

    @Id
    @Column(name = "campaign_id")
    private String campaignId;

    @Column(name = "name")
    private String name;

    @Column(name = "audience")
    private String audience;

    @Column(name = "currency")
    private String currency;

    @Column(name = "percent")
    private @Nullable Integer percent;

    @Column(name = "most")
    private @Nullable BigDecimal most;

    @Column(name = "amount")
    private @Nullable BigDecimal amount;

    @Column(name = "least_order")
    private @Nullable BigDecimal leastOrder;

    @Column(name = "budget")
    private @Nullable BigDecimal budget;

    @Column(name = "redemptions")
    private @Nullable Long redemptions;

    @Column(name = "per_person")
    private int perPerson;

    @Column(name = "starts_at")
    private Instant startsAt;

    @Column(name = "ends_at")
    private Instant endsAt;

    @Column(name = "hold_out")
    private BigDecimal holdOut;

    @Column(name = "arm_key")
    private UUID armKey;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    @Column(name = "ended_by")
    private @Nullable String endedBy;

    @Version
    @Column(name = "version")
    private @Nullable Long version;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected Campaign() {}

    @SuppressWarnings("NullAway.Init") // the version belongs to JPA
    Campaign(CampaignRequest request, UUID armKey, Instant at) {
        this.campaignId = request.campaignId();
        this.name = request.name();
        this.audience = request.audience();
        this.currency = request.discount().discount().currency();
        this.percent = request.discount().percent();
        this.most = amount(request.discount().most());
        this.amount = amount(request.discount().amount());
        this.leastOrder = amount(request.leastOrder());
        this.budget = amount(request.budget());
        this.redemptions = request.redemptions();
        this.perPerson = request.perPerson();
        this.startsAt = request.from();
        this.endsAt = request.to();
        this.holdOut = request.holdOut();
        this.armKey = armKey;
        this.createdAt = at;
    }

    private static @Nullable BigDecimal amount(@Nullable Money money) {
        return money == null ? null : money.amount();
    }

    private @Nullable Money money(@Nullable BigDecimal units) {
        return units == null ? null : new Money(units, currency);
    }

    /** Ends it now, before its time or before it has begun. */
    void end(String by, Instant at) {
        CampaignState state = state(at);
        if (state == CampaignState.ENDED) {
            throw refused("Cannot end campaign '" + campaignId + "', which has ended.", at);
        }
        endedAt = at;
        endedBy = by;
    }

    /** Whether coupons may be issued now. */
    void requireRunning(Instant at) {
        if (state(at) != CampaignState.RUNNING) {
            throw refused("Cannot issue coupons of campaign '" + campaignId + "', which is " + state(at) + ".", at);
        }
    }

    private ProblemException refused(String detail, Instant at) {
        return new ProblemException(
                HttpStatus.CONFLICT,
                "wrong-campaign-state",
                detail,
                List.of(new Violation("state", state(at).name(), "is the present state")),
                null);
    }

    /**
     * Whether the caller means it as it is.
     *
     * @param expected the version the caller has seen, or null for any
     * @throws ProblemException 412 where it is another
     */
    void requireVersion(@Nullable Long expected) {
        if (expected != null && expected != version()) {
            throw new ProblemException(
                    HttpStatus.PRECONDITION_FAILED,
                    "version-mismatch",
                    "The campaign has version " + version() + ", not " + expected + ".",
                    List.of(new Violation("If-Match", expected, "is not the present version")),
                    "Read the campaign again and repeat the change.");
        }
    }

    /** What it was made by. */
    CampaignRequest content() {
        return new CampaignRequest(
                campaignId,
                name,
                audience,
                new CampaignDiscount(percent, money(most), money(amount)),
                money(leastOrder),
                money(budget),
                redemptions,
                perPerson,
                startsAt,
                endsAt,
                holdOut);
    }

    Terms terms() {
        return new Terms(
                campaignId, name, content().discount().discount(), money(leastOrder), startsAt, endsAt, endedAt);
    }

    Audience audience() {
        return new Audience(campaignId, audience, holdOut.doubleValue(), armKey, perPerson);
    }

    CampaignState state(Instant now) {
        return CampaignState.at(now, startsAt, endsAt, endedAt);
    }

    /** Of what is written; changes with each change. */
    long version() {
        return version == null ? 0 : version;
    }

    String currency() {
        return currency;
    }

    Instant createdAt() {
        return createdAt;
    }

    @Nullable
    Instant endedAt() {
        return endedAt;
    }

    @Nullable
    String endedBy() {
        return endedBy;
    }
}
