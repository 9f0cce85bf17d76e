package dev.shopkeeper.membership.tiering;

import dev.shopkeeper.membership.clustering.Assignment;
import dev.shopkeeper.membership.clustering.RandIndex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How the centroids of a new model follow those of the one before.
 *
 * @param pairs which new centroid each old one became, at the least sum of squared distances between the logarithms of
 *     their figures
 * @param agreement adjusted Rand index between the nearest centroids of the same members by either model
 * @param changedTier share of the members whose nearest tier is another by the new model
 */
public record CentroidMatch(List<Pair> pairs, double agreement, double changedTier) {

    /** One old centroid and the new one that it became. */
    public record Pair(Tier before, Tier after, double distance) {}

    /** Whether some old tier became another. */
    public boolean renames() {
        return pairs.stream().anyMatch(pair -> pair.before() != pair.after());
    }

    /** @param members by whose figures the two are compared */
    public static CentroidMatch of(TierModel before, TierModel after, List<Figures> members) {
        List<Feature> common =
                before.features().stream().filter(after.features()::contains).toList();
        double[][] old = before.logarithms(common);
        double[][] fresh = after.logarithms(common);
        boolean turned = old.length > fresh.length;
        double[][] rows = turned ? fresh : old;
        double[][] columns = turned ? old : fresh;
        double[][] costs = new double[rows.length][columns.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                for (int f = 0; f < common.size(); f++) {
                    double difference = rows[i][f] - columns[j][f];
                    costs[i][j] += difference * difference;
                }
            }
        }
        int[] matched = Assignment.least(costs);
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < matched.length; i++) {
            int one = turned ? matched[i] : i;
            int other = turned ? i : matched[i];
            pairs.add(new Pair(before.tier(one), after.tier(other), Math.sqrt(costs[i][matched[i]])));
        }
        int[] byOld = members.stream()
                .mapToInt(figures -> before.nearest(before.standardised(figures)))
                .toArray();
        int[] byNew = members.stream()
                .mapToInt(figures -> after.nearest(after.standardised(figures)))
                .toArray();
        long changed = 0;
        for (int i = 0; i < byOld.length; i++) {
            changed += before.tier(byOld[i]) == after.tier(byNew[i]) ? 0 : 1;
        }
        return new CentroidMatch(
                pairs,
                byOld.length == 0 ? 1 : RandIndex.adjusted(byOld, byNew),
                changed / (double) Math.max(1, Arrays.stream(byOld).count()));
    }
}
