package dev.shopkeeper.demo.world;

import java.time.MonthDay;

/**
 * A yearly campaign.
 *
 * @param share of the items that take part
 * @param depth mean discount, 0..1
 * @param crowd by how much more people visit
 */
public record Promotion(String id, MonthDay from, MonthDay to, double share, double depth, double crowd) {

    boolean on(MonthDay day) {
        return !day.isBefore(from) && !day.isAfter(to);
    }
}
