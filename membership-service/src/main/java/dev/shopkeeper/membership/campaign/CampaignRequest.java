package dev.shopkeeper.membership.campaign;

import dev.shopkeeper.events.Money;
import dev.shopkeeper.starter.bulk.Fields;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign is to be; two with the same content are equal.
 *
 * @param name words for the members
 * @param audience tier of those whom it is for
 * @param leastOrder smallest total that a coupon is taken for
 * @param budget what all coupons together may take off
 * @param redemptions how often coupons may be used, all together
 * @param perPerson how often a person's coupon may be used
 * @param holdOut part of the audience that gets none, for comparison
 */
record CampaignRequest(
        String campaignId,
        String name,
        String audience,
        CampaignDiscount discount,
        @Nullable Money leastOrder,
        @Nullable Money budget,
        @Nullable Long redemptions,
        int perPerson,
        Instant from,
        Instant to,
        BigDecimal holdOut) {

    private static final Pattern TIER = Pattern.compile("ordinary|potential|loyal");
    private static final String POTENTIAL = "potential";
    private static final int NAME_LENGTH = 200;
    private static final int TIER_LENGTH = 16;
    private static final int MOST_USES = 100;
    private static final long MOST_REDEMPTIONS = 1_000_000_000_000L;
    private static final double MOST_HELD_OUT = 0.9;
    private static final double USUALLY_HELD_OUT = 0.1;
    private static final int HOLD_OUT_PLACES = 8;

    CampaignRequest {
        holdOut = holdOut.signum() == 0 ? BigDecimal.ZERO : holdOut.stripTrailingZeros();
    }

    static CampaignRequest read(Fields fields) {
        String campaignId = fields.id("campaign_id");
        String name = fields.text("name", NAME_LENGTH);
        String audience =
                fields.formedOrNull("audience", TIER_LENGTH, TIER, false, "must be one of ordinary, potential, loyal");
        CampaignDiscount discount = fields.object("discount", CampaignDiscount::read);
        Money leastOrder = Amounts.read(fields, "least_order");
        Money budget = Amounts.read(fields, "budget");
        Long redemptions = fields.wholeOrNull("redemptions", 1, MOST_REDEMPTIONS);
        Long perPerson = fields.wholeOrNull("per_person", 1, MOST_USES);
        Instant from = fields.time("from").truncatedTo(ChronoUnit.MICROS);
        Instant to = fields.time("to").truncatedTo(ChronoUnit.MICROS);
        Double holdOut = fields.numberOrNull("hold_out", 0, MOST_HELD_OUT);
        if (!from.isBefore(to) && !to.equals(Instant.EPOCH)) {
            fields.refuse("to", to.toString(), "must be after from, " + from);
        }
        if (budget == null && redemptions == null) {
            fields.refuse("budget", null, "is missing. Give budget, redemptions or both");
        }
        Amounts.sameCurrency(fields, "least_order", leastOrder, discount.money());
        Amounts.sameCurrency(fields, "budget", budget, discount.money());
        refuseUseless(fields, budget, discount.amount());
        return new CampaignRequest(
                campaignId,
                name,
                audience == null ? POTENTIAL : audience,
                discount,
                leastOrder,
                budget,
                redemptions,
                perPerson == null ? 1 : perPerson.intValue(),
                from,
                to,
                BigDecimal.valueOf(holdOut == null ? USUALLY_HELD_OUT : holdOut)
                        .setScale(HOLD_OUT_PLACES, RoundingMode.HALF_EVEN));
    }

    private static void refuseUseless(Fields fields, @Nullable Money budget, @Nullable Money amount) {
        if (budget != null
                && amount != null
                && budget.currency().equals(amount.currency())
                && budget.amount().signum() > 0
                && budget.amount().compareTo(amount.amount()) < 0) {
            fields.refuse(
                    "budget.amount",
                    budget.amount().toPlainString(),
                    "is less than one discount, " + amount.amount().toPlainString());
        }
    }
}
