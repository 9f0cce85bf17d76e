package dev.shopkeeper.membership.tier;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.shopkeeper.decision.Decision;
import dev.shopkeeper.decision.Explanation;
import dev.shopkeeper.decision.Stamp;
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
        @JsonUnwrapped Stamp stamp,
        Explanation explanation)
        implements Decision {}
