package dev.shopkeeper.membership.tier;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.shopkeeper.decision.Decision;
import dev.shopkeeper.decision.Explanation;
import dev.shopkeeper.decision.Stamp;
import dev.shopkeeper.events.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which tier somebody is in, why, and what would change it.
 *
 * @param benefits privileges of the tier
 * @param figures what the member bought; absent where nothing was bought and kept in the window
 * @param margin by how much nearer the figures are to the member's tier than to the one it is compared with: the difference
 *     of squared distances, in standard deviations; negative where the other is nearer. The reasons add up to it.
 * @param comparedWith the tier that the margin is towards: the next higher, or the next lower for the highest
 * @param next what would raise the tier; absent in the highest
 * @param lower when it would fall; absent in the lowest
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TierDecision(
        String userId,
        String tier,
        @Nullable Instant tierSince,
        List<String> benefits,
        @Nullable MemberFigures figures,
        @Nullable BigDecimal margin,
        @Nullable String comparedWith,
        @Nullable Next next,
        @Nullable Lower lower,
        @JsonUnwrapped Stamp stamp,
        Explanation explanation)
        implements Decision {

    /**
     * What a member bought in the last days and kept.
     *
     * @param recencyDays days since the last order
     * @param variety different widest categories of what was bought
     * @param preferences those of which most orders were, the most frequent first
     */
    public record MemberFigures(
            long windowDays, long recencyDays, long orders, Money money, long variety, List<String> preferences) {}

    /**
     * What would raise the tier at the next look.
     *
     * @param orders the fewest further orders that would; absent where no number of them would soon
     * @param orderWorth what each of them would be worth, the member's own average
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Next(String tier, @Nullable Integer orders, Money orderWorth) {}

    /**
     * When the tier would fall, if nothing is ordered until then.
     *
     * @param figuresLowerFrom from when on the figures would be those of a lower tier
     * @param fallsOn when that has lasted for long enough
     */
    public record Lower(String tier, LocalDate figuresLowerFrom, LocalDate fallsOn) {}
}
