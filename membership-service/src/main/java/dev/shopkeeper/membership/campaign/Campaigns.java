package dev.shopkeeper.membership.campaign;

import dev.shopkeeper.starter.paging.Page;
import dev.shopkeeper.starter.paging.PageRequest;
import dev.shopkeeper.starter.problem.ProblemException;
import dev.shopkeeper.starter.problem.Violation;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The verbs of campaigns, and what others may know of them. */
@Service
public class Campaigns {

    private static final String LOCK = "campaign\n";

    private final CampaignRepository campaigns;
    private final List<CampaignListener> listeners;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    Campaigns(CampaignRepository campaigns, List<CampaignListener> listeners, JdbcTemplate jdbc, Clock clock) {
        this.campaigns = campaigns;
        this.listeners = List.copyOf(listeners);
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Times as the database keeps them. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * Plans a campaign; the same again changes nothing.
     *
     * @throws ProblemException 409 where there is another of the id, 400 where its time is over
     */
    @Transactional
    public CampaignView create(CampaignRequest request) {
        Instant now = now();
        lock(request.campaignId());
        Optional<Campaign> present = campaigns.findById(request.campaignId());
        if (present.isPresent()) {
            requireSame(request, present.get().content());
            return CampaignView.of(present.get(), now);
        }
        if (request.discount().discount().currency().equals(Amounts.NO_CURRENCY)) {
            throw ProblemException.invalid("discount", Amounts.NO_CURRENCY, "must be in a currency");
        }
        if (!request.to().isAfter(now)) {
            throw ProblemException.invalid("to", request.to().toString(), "has passed");
        }
        Campaign campaign = campaigns.save(new Campaign(request, UUID.randomUUID(), now));
        campaigns.flush();
        return CampaignView.of(campaign, now);
    }

    private static void requireSame(CampaignRequest request, CampaignRequest present) {
        if (!request.equals(present)) {
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "campaign-exists",
                    "There is another campaign '" + request.campaignId() + "' already.",
                    List.of(new Violation("campaign_id", request.campaignId(), "is taken by other content")),
                    "Choose another id. A campaign does not change; end it and plan a new one.");
        }
    }

    /**
     * Ends a campaign before its time.
     *
     * @param expected the version the caller has seen, or null for any
     * @throws ProblemException 404, 412, or 409 where it has ended
     */
    @Transactional
    public CampaignView end(String campaignId, @Nullable Long expected, String by) {
        lock(campaignId);
        Instant now = now();
        Campaign campaign = one(campaignId);
        campaign.requireVersion(expected);
        campaign.end(by, now);
        campaigns.flush();
        listeners.forEach(listener -> listener.ended(campaignId));
        return CampaignView.of(campaign, now);
    }

    /** By id, of one state or of any. */
    @Transactional(readOnly = true)
    public Page<CampaignView> page(@Nullable CampaignState state, PageRequest request) {
        Instant now = now();
        List<CampaignView> found = campaigns
                .page(
                        request.after() == null ? "" : request.after(),
                        state == null ? null : state.name(),
                        now,
                        Limit.of(request.probe()))
                .stream()
                .map(each -> CampaignView.of(each, now))
                .toList();
        return request.page(found, CampaignView::campaignId);
    }

    /** @throws ProblemException 404 where there is no such campaign */
    @Transactional(readOnly = true)
    public CampaignView find(String campaignId) {
        return CampaignView.of(one(campaignId), now());
    }

    /** @throws ProblemException 404 where there is no such campaign, 409 where it does not run */
    @Transactional(readOnly = true)
    public void requireRunning(String campaignId) {
        one(campaignId).requireRunning(now());
    }

    /** What coupons of a campaign are good for. */
    @Transactional(readOnly = true)
    public Terms terms(String campaignId) {
        return one(campaignId).terms();
    }

    /** Campaigns that run now, by id. */
    @Transactional(readOnly = true)
    public List<String> running() {
        return campaigns.running(now()).stream()
                .map(each -> each.audience().campaignId())
                .toList();
    }

    /**
     * Whom a campaign is for, if it runs; it is not ended by anybody then until the transaction is over. Any number of
     * transactions may hold it at once, and what is charged to its budget does not wait.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Audience> holdRunning(String campaignId) {
        jdbc.query("select pg_advisory_xact_lock_shared(hashtextextended(?, 0))", row -> {}, LOCK + campaignId);
        return campaigns
                .findById(campaignId)
                .filter(each -> each.state(now()) == CampaignState.RUNNING)
                .map(Campaign::audience);
    }

    private void lock(String campaignId) {
        jdbc.query("select pg_advisory_xact_lock(hashtextextended(?, 0))", row -> {}, LOCK + campaignId);
    }

    private Campaign one(String campaignId) {
        return campaigns.findById(campaignId).orElseThrow(() -> ProblemException.notFound("campaign", campaignId));
    }
}
