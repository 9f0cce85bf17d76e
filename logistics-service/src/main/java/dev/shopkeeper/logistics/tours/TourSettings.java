package dev.shopkeeper.logistics.tours;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of tours.
 *
 * @param automatic whether this replica plans what is wanted anew by itself
 * @param search how long better tours are sought at most, each time
 * @param every how often tours are planned anew though nothing happened but that time passed
 * @param leavesAsPlanned whether a vehicle is taken to have left at its time where nobody says that it did; else it waits
 * @param usualSpeed metres per second of the way, while nothing is learnt
 * @param usualService at the door, while nothing is learnt
 * @param keep how long past tours and what moved are kept
 */
@ConfigurationProperties("shopkeeper.tours")
public record TourSettings(
        @DefaultValue("true") boolean automatic,
        @DefaultValue("900ms") Duration search,
        @DefaultValue("10m") Duration every,
        @DefaultValue("false") boolean leavesAsPlanned,
        @DefaultValue("7") double usualSpeed,
        @DefaultValue("3m") Duration usualService,
        @DefaultValue("90d") Duration keep) {

    public TourSettings {
        requirePositive("search", search, "900ms");
        requirePositive("every", every, "10m");
        requirePositive("usual-service", usualService, "3m");
        requirePositive("keep", keep, "90d");
        if (!(usualSpeed >= 0.5 && usualSpeed <= 50)) {
            throw new IllegalArgumentException("shopkeeper.tours.usual-speed is " + usualSpeed
                    + ", not from 0.5 to 50 metres per second. Maybe 7 is meant?");
        }
    }

    private static void requirePositive(String name, Duration value, String usual) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(
                    "shopkeeper.tours." + name + " is " + value + ". Maybe " + usual + " is meant?");
        }
    }
}
