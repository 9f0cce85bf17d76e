package dev.shopkeeper.membership.coupon;

import java.util.List;

/**
 * Where a run of issuing is.
 *
 * @param campaigns those that are not done, the present one first
 * @param after user of the present campaign behind whom it goes on; empty at its beginning
 */
record IssueProgress(List<String> campaigns, String after, IssueReport report) {

    IssueProgress {
        campaigns = List.copyOf(campaigns);
    }

    IssueProgress nextCampaign(IssueReport reached) {
        return new IssueProgress(campaigns.subList(1, campaigns.size()), "", reached);
    }

    IssueProgress nextPage(String last, IssueReport reached) {
        return new IssueProgress(campaigns, last, reached);
    }
}
