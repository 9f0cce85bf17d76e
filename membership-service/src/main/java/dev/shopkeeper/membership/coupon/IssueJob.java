package dev.shopkeeper.membership.coupon;

import dev.shopkeeper.membership.campaign.Campaigns;
import dev.shopkeeper.starter.job.JobContext;
import dev.shopkeeper.starter.job.JobHandler;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Issues coupons of the campaigns that run, or of one, to whoever of their audience is not yet in them. Any number may run at
 * once; each member is put into a campaign by one of them.
 */
@Component
class IssueJob implements JobHandler {

    static final String KIND = "coupon-issue";
    static final String CAMPAIGN = "campaign_id";

    private final Campaigns campaigns;
    private final IssuePages pages;
    private final JsonMapper json = JsonMapper.shared();

    IssueJob(Campaigns campaigns, IssuePages pages) {
        this.campaigns = campaigns;
        this.pages = pages;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public JsonNode run(JobContext context) {
        JsonNode checkpoint = context.checkpoint();
        IssueProgress progress = checkpoint == null
                ? new IssueProgress(wanted(context.input()), "", IssueReport.NONE)
                : json.treeToValue(checkpoint, IssueProgress.class);
        while (!progress.campaigns().isEmpty()) {
            progress = pages.next(progress, context);
        }
        IssueReport report = progress.report();
        return json.createObjectNode().put("issued", report.issued()).put("held_out", report.heldOut());
    }

    private List<String> wanted(JsonNode input) {
        return input.has(CAMPAIGN) ? List.of(input.path(CAMPAIGN).asString("")) : campaigns.running();
    }
}
