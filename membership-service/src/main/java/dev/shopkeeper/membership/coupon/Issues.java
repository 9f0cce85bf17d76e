package dev.shopkeeper.membership.coupon;

import dev.shopkeeper.membership.campaign.Campaigns;
import dev.shopkeeper.starter.job.Job;
import dev.shopkeeper.starter.job.Jobs;
import dev.shopkeeper.starter.problem.ProblemException;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Asks for coupons to be issued. Thread-safe. */
@Service
public class Issues {

    private final Campaigns campaigns;
    private final Jobs jobs;
    private final JsonMapper json = JsonMapper.shared();

    Issues(Campaigns campaigns, Jobs jobs) {
        this.campaigns = campaigns;
        this.jobs = jobs;
    }

    /**
     * Lets coupons be issued soon, of all campaigns that run; begins when the present transaction is committed, if there is
     * one, and sees what it wrote.
     *
     * @return id of the job
     */
    @Transactional
    public UUID request() {
        return jobs.submit(IssueJob.KIND, json.createObjectNode()).id();
    }

    /**
     * Lets coupons of one campaign be issued soon.
     *
     * @throws ProblemException 404 where there is no such campaign, 409 where it does not run
     */
    @Transactional
    public Job request(String campaignId) {
        campaigns.requireRunning(campaignId);
        return jobs.submit(IssueJob.KIND, json.createObjectNode().put(IssueJob.CAMPAIGN, campaignId));
    }
}
