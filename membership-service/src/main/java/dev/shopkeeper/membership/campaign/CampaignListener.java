package dev.shopkeeper.membership.campaign;

/** Hears that a campaign was ended before its time, in the transaction in which that is stored. */
public interface CampaignListener {

    /** Its coupons are worth nothing from now on. */
    void ended(String campaignId);
}
