package dev.shopkeeper.membership.tier;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.shopkeeper.learning.life.Served;
import dev.shopkeeper.membership.tiering.Feature;
import dev.shopkeeper.membership.tiering.TierModel;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The tiers as a whole.
 *
 * @param members members of each tier now
 * @param modelVersion the champion's; absent, like all that follows from it, while there is none
 * @param windowDays days that figures look back
 * @param currency in which money counts
 * @param stability mean adjusted Rand index between the grouping and those of bootstrap samples
 * @param leastShare share of the members in the smallest group
 * @param groups the centroids, from the least to the most valuable
 * @param migrations changes of the last 90 days, by the tier before and the tier after
 * @param lastRun the latest run over all members that ended well
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TierOverview(
        Map<String, Long> members,
        @Nullable String modelVersion,
        @Nullable Integer windowDays,
        @Nullable String currency,
        @Nullable BigDecimal stability,
        @Nullable BigDecimal leastShare,
        @Nullable BigDecimal silhouette,
        List<Group> groups,
        Map<String, Map<String, Long>> migrations,
        @Nullable TierRunView lastRun) {

    private static final int DIGITS = 3;

    /**
     * A group of members.
     *
     * @param typical the figures of its centroid: days, orders, money and categories
     * @param from the figures half way to the group below; absent in the first. Whoever has them all is as near to one as
     *     to the other; whoever has them in part may be on either side.
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Group(
            String tier,
            Map<String, BigDecimal> typical,
            @Nullable Map<String, BigDecimal> from) {}

    static TierOverview of(
            Map<String, Long> members,
            Served.@Nullable Current<TierModel> champion,
            Map<String, Map<String, Long>> migrations,
            @Nullable TierRunView lastRun) {
        if (champion == null) {
            return new TierOverview(members, null, null, null, null, null, null, List.of(), migrations, lastRun);
        }
        TierModel model = champion.use();
        List<Group> groups = new ArrayList<>();
        for (int centroid = 0; centroid < model.size(); centroid++) {
            Map<String, BigDecimal> typical = new TreeMap<>();
            Map<String, BigDecimal> from = centroid == 0 ? null : new TreeMap<>();
            for (Feature feature : model.features()) {
                typical.put(feature.wireName(), rounded(model.typical(centroid, feature)));
                if (from != null) {
                    from.put(feature.wireName(), rounded(model.between(centroid - 1, centroid, feature)));
                }
            }
            groups.add(new Group(model.tier(centroid).wireName(), typical, from));
        }
        return new TierOverview(
                members,
                champion.version(),
                model.window(),
                model.currency(),
                rounded(model.quality().stability()),
                rounded(model.quality().leastShare()),
                rounded(model.quality().silhouette()),
                groups,
                migrations,
                lastRun);
    }

    private static BigDecimal rounded(double value) {
        return BigDecimal.valueOf(value).setScale(DIGITS, RoundingMode.HALF_EVEN);
    }
}
