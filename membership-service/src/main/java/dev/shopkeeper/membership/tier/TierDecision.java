package dev.shopkeeper.membership.tier;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.shopkeeper.starter.decision.Decision;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which tier somebody is in. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TierDecision(
        String userId,
        String tier,
        @Nullable Instant tierSince,
        List<String> benefits,
        String model,
        String modelVersion,
        Instant decidedAt,
        boolean degraded,
        String explanation)
        implements Decision {}
