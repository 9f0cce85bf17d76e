package dev.shopkeeper.membership.tier;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.shopkeeper.membership.tiering.CentroidMatch;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run over all members did.
 *
 * @param modelVersion by which tiers were given; absent where no model is champion, and then nobody was looked at
 * @param members who were looked at
 * @param tiers members of each tier now
 * @param raised who came into a higher tier
 * @param lowered who came into a lower one
 * @param failed of the members, for how many no tier could be worked out
 * @param failures the first of these, with why
 * @param followed how the centroids follow those of the model before; absent where there is none, or it is the same
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TierRunReport(
        @Nullable String modelVersion,
        long members,
        Map<String, Long> tiers,
        long raised,
        long lowered,
        long failed,
        List<Failure> failures,
        @Nullable Followed followed) {

    /** A member for whom no tier could be worked out; the others were not kept from theirs. */
    public record Failure(String userId, String message) {}

    /**
     * How a model follows the one before.
     *
     * @param agreement adjusted Rand index of the two groupings of the same members
     * @param changedTier share of the members whose nearest tier is another
     * @param renamed whether some tier of before is nearest to a tier of another name now
     */
    public record Followed(
            String modelVersion, BigDecimal agreement, BigDecimal changedTier, boolean renamed, List<Pair> centroids) {

        private static final int DIGITS = 4;

        /** @param distance between the logarithms of their figures */
        public record Pair(String before, String after, BigDecimal distance) {}

        static Followed of(String version, CentroidMatch match) {
            return new Followed(
                    version,
                    rounded(match.agreement()),
                    rounded(match.changedTier()),
                    match.renames(),
                    match.pairs().stream()
                            .map(pair -> new Pair(
                                    pair.before().wireName(), pair.after().wireName(), rounded(pair.distance())))
                            .toList());
        }

        private static BigDecimal rounded(double value) {
            return BigDecimal.valueOf(value).setScale(DIGITS, RoundingMode.HALF_EVEN);
        }
    }
}
