package dev.shopkeeper.gateway.collector;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the collector.
 *
 * @param maxBody the largest request body as it is sent
 * @param maxInflatedBody the largest body after {@code gzip} is undone
 * @param maxInflation how many bytes one compressed byte may become
 * @param maxEvents the largest batch
 * @param maxAhead how far in the future {@code occurred_at} may lie
 * @param maxBehind how far in the past {@code occurred_at} may lie, unless an operator sends it
 * @param deadline how long Kafka may take to acknowledge a batch
 * @param maxInFlight how many bytes of bodies may wait for Kafka at one time
 * @param itemIdsPerHour how many different item ids a publishable key may bring up within an hour
 */
@ConfigurationProperties("shopkeeper.collector")
public record CollectorProperties(
        @DefaultValue("2MB") DataSize maxBody,
        @DefaultValue("8MB") DataSize maxInflatedBody,
        @DefaultValue("100") int maxInflation,
        @DefaultValue("500") int maxEvents,
        @DefaultValue("5m") Duration maxAhead,
        @DefaultValue("400d") Duration maxBehind,
        @DefaultValue("5s") Duration deadline,
        @DefaultValue("32MB") DataSize maxInFlight,
        @DefaultValue("200000") int itemIdsPerHour) {

    public CollectorProperties {
        if (maxEvents < 1 || maxInflation < 1 || deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("shopkeeper.collector: max-events " + maxEvents + ", max-inflation "
                    + maxInflation + " and deadline " + deadline + " must be positive.");
        }
        if (itemIdsPerHour < 1 || itemIdsPerHour > 50_000_000) {
            throw new IllegalArgumentException("shopkeeper.collector: item-ids-per-hour " + itemIdsPerHour
                    + " is not between 1 and 50000000. Maybe leave it at 200000?");
        }
        if (maxInFlight.compareTo(maxBody) < 0 || maxInFlight.compareTo(maxInflatedBody) < 0) {
            throw new IllegalArgumentException("shopkeeper.collector: max-in-flight " + maxInFlight
                    + " is less than max-body " + maxBody + " or max-inflated-body " + maxInflatedBody
                    + ". Maybe raise it, or no such body could ever be taken.");
        }
    }
}
