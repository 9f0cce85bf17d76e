package dev.shopkeeper.logistics.traffic;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How fast traffic moved in a zone when it was last observed, in metres per second. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ZoneSpeed(
        String zoneId,
        double speedMetresPerSecond,
        @Nullable Double freeFlowMetresPerSecond,
        Instant observedAt) {}
