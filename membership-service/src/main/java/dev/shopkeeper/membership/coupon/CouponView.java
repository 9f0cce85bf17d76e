package dev.shopkeeper.membership.coupon;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.shopkeeper.events.Money;
import dev.shopkeeper.membership.campaign.CampaignDiscount;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A coupon as its member sees it.
 *
 * @param code what it is reserved and ordered by; told to nobody else
 * @param description the campaign's words
 * @param leastOrder smallest total that it is taken for
 * @param usesLeft how often it may still be used
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CouponView(
        UUID couponId,
        String code,
        String campaignId,
        String description,
        CampaignDiscount discount,
        @Nullable Money leastOrder,
        int usesLeft,
        Instant expiresAt) {}
