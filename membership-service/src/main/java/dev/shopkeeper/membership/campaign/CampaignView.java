package dev.shopkeeper.membership.campaign;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.shopkeeper.events.Money;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A campaign as it was planned, and where it is in its life.
 *
 * @param endedAt when it was ended before its time
 * @param endedBy who ended it then
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CampaignView(
        String campaignId,
        String name,
        CampaignState state,
        String audience,
        CampaignDiscount discount,
        @Nullable Money leastOrder,
        @Nullable Money budget,
        @Nullable Long redemptions,
        int perPerson,
        Instant from,
        Instant to,
        BigDecimal holdOut,
        Instant createdAt,
        @Nullable Instant endedAt,
        @Nullable String endedBy,
        long version) {

    static CampaignView of(Campaign campaign, Instant now) {
        CampaignRequest content = campaign.content();
        return new CampaignView(
                content.campaignId(),
                content.name(),
                campaign.state(now),
                content.audience(),
                content.discount(),
                content.leastOrder(),
                content.budget(),
                content.redemptions(),
                content.perPerson(),
                content.from(),
                content.to(),
                content.holdOut(),
                campaign.createdAt(),
                campaign.endedAt(),
                campaign.endedBy(),
                campaign.version());
    }
}
