package dev.shopkeeper.membership.coupon;

import dev.shopkeeper.starter.job.JobContext;
import dev.shopkeeper.starter.job.JobHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Tells of everybody who had a coupon of a campaign that was ended before its time. */
@Component
class WithdrawalJob implements JobHandler {

    static final String KIND = "coupon-withdrawal";
    static final String CAMPAIGN = "campaign_id";
    static final String AFTER = "after";

    private final WithdrawalPages pages;

    WithdrawalJob(WithdrawalPages pages) {
        this.pages = pages;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public @Nullable JsonNode run(JobContext context) {
        JsonNode checkpoint = context.checkpoint();
        String campaignId = context.input().path(CAMPAIGN).asString("");
        String after = checkpoint == null ? "" : checkpoint.path(AFTER).asString("");
        while (after != null) {
            after = pages.next(campaignId, after, context);
        }
        return null;
    }
}
