package dev.shopkeeper.membership.coupon;

import dev.shopkeeper.membership.campaign.CampaignListener;
import dev.shopkeeper.starter.job.Jobs;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Lets the members of a campaign be told when it is ended before its time. */
@Component
class Withdrawals implements CampaignListener {

    private final Jobs jobs;
    private final JsonMapper json = JsonMapper.shared();

    Withdrawals(Jobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public void ended(String campaignId) {
        jobs.submit(WithdrawalJob.KIND, json.createObjectNode().put(WithdrawalJob.CAMPAIGN, campaignId));
    }
}
