package dev.shopkeeper.demo.world;

import java.time.Instant;

/**
 * One person, with a hidden character that the services may try to learn.
 *
 * @param visitsPerDay how often they look in
 * @param categoryTaste weights of the categories, in the order of the catalogue
 * @param style where they stand in the space of tastes
 * @param priceBand the price they like, in deviations of a category's price
 * @param priceSensitivity how much dearer means less wanted, around 1
 * @param loyalty 0..1, how surely they buy again what they bought before
 * @param hour the hour of the day around which they shop
 * @param bargainHunter how much promotions draw them, around 1
 * @param tracked whether they consented to being measured
 * @param place latitude and longitude of their door
 * @param leavesAt when they lose interest for good, or the far future
 */
public record Member(
        int index,
        String id,
        Language language,
        Instant joinedAt,
        Instant leavesAt,
        Zone zone,
        double[] place,
        double visitsPerDay,
        double[] categoryTaste,
        double[] style,
        double priceBand,
        double priceSensitivity,
        double loyalty,
        double hour,
        double bargainHunter,
        boolean tracked) {

    /** Liking for an item by style and price, before its price of the day. */
    public double liking(Item item) {
        double dot = 0;
        for (int i = 0; i < style.length; i++) {
            dot += style[i] * item.style()[i];
        }
        double off = item.pricePosition() - priceBand;
        return dot + 0.4 * item.quality() - 0.35 * off * off;
    }

    public boolean active(Instant at) {
        return !at.isBefore(joinedAt) && at.isBefore(leavesAt);
    }
}
