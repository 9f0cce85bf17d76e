package dev.shopkeeper.membership.campaign;

import java.util.UUID;

/**
 * Whom a campaign is for.
 *
 * @param tier of those who are put into it
 * @param holdOut part that gets no coupon, from 0 to 0.9
 * @param armKey secret of the campaign that decides who is held out
 * @param perPerson how often a person's coupon may be used
 */
public record Audience(String campaignId, String tier, double holdOut, UUID armKey, int perPerson) {}
