package dev.shopkeeper.benchmarks.membership;

import dev.shopkeeper.benchmarks.BenchCase;
import dev.shopkeeper.benchmarks.BenchOptions;
import dev.shopkeeper.membership.tiering.Figures;
import dev.shopkeeper.membership.tiering.MemberPast;
import dev.shopkeeper.membership.tiering.TierLearner;
import dev.shopkeeper.membership.tiering.TierModel;
import dev.shopkeeper.membership.tiering.TierPolicy;
import dev.shopkeeper.membership.tiering.TierReplay;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code ./shop bench membership --data FOLDER}: the customers of UCI Online Retail, found below the folder, month by month
 * with a window of 365 days. Centroids learnt at the end of the fourth month and kept, with the product's policy and
 * without, beside centroids learnt anew each month: how many customers change tier, how many changes are taken back within
 * three months, and how well the tiers foretell who buys for more in the next quarter. Then one K-Means beside
 * scikit-learn's. {@code --seed} is that of K-Means and of the bootstrap samples.
 */
public final class MembershipBench implements BenchCase {

    private static final int WINDOW = 365;
    private static final int FIRST_MONTHS = 4;
    private static final int QUARTER = 90;
    private static final int STARTS = 10;
    private static final int BOOTSTRAPS = 20;
    private static final String POUNDS = "GBP";

    @Override
    public Map<String, Object> run(BenchOptions options) throws IOException {
        Path folder = Path.of(options.text("data")
                .orElseThrow(() -> new IllegalArgumentException(
                        "--data is missing. Maybe name the folder that holds the data sets?")));
        RetailMembers shop = RetailMembers.read(folder);
        long[] months = shop.monthEnds(FIRST_MONTHS);
        List<MemberPast> followed = TierReplay.known(shop.members(), months[0], WINDOW);
        TierLearner learner = new TierLearner(WINDOW, POUNDS, STARTS, BOOTSTRAPS, options.seed());
        List<MemberPast> knownThen =
                shop.members().stream().map(member -> member.knownAt(months[0])).toList();
        TierModel model =
                learner.learn(TierReplay.figures(knownThen, months[0], WINDOW), new int[] {3, 4, 5}, true, done -> {});

        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("customers", shop.members().size());
        figures.put("followed", followed.size());
        figures.put("months", months.length);
        figures.put("groups", model.size());
        figures.put("features", model.features());
        figures.put("stability", rounded(model.quality().stability()));
        figures.put("least_share", rounded(model.quality().leastShare()));
        figures.put("silhouette", rounded(model.quality().silhouette()));
        TierReplay anew = TierReplay.refitted(learner, null, shop.members(), followed, WINDOW, months);
        TierReplay bare = TierReplay.frozen(model, new TierPolicy(0, 0), followed, months);
        TierReplay ours = TierReplay.frozen(model, TierPolicy.DEFAULT, followed, months);
        figures.put("learnt_anew_each_month", outcome(anew, shop, months));
        figures.put("frozen_centroids", outcome(bare, shop, months));
        figures.put("frozen_centroids_with_policy", outcome(ours, shop, months));
        figures.put("flaps_below_learning_anew", rounded(1 - ours.flapsPerMember() / anew.flapsPerMember()));

        long last = months[months.length - 1];
        List<Figures> members = TierReplay.figures(shop.members(), last, WINDOW);
        TierModel latest = learner.plain(members);
        double[][] rows = members.stream().map(latest::standardised).toArray(double[][]::new);
        figures.put("k_means", KMeansPeer.compare(rows, latest.size(), STARTS, options.seed()));
        return figures;
    }

    /** Foretelling is averaged over the months that a whole quarter follows. */
    private static Map<String, Object> outcome(TierReplay replay, RetailMembers shop, long[] months) {
        double sum = 0;
        int count = 0;
        for (int month = 0; month < months.length; month++) {
            if (months[month] + QUARTER <= shop.lastDay()) {
                sum += replay.concordance(month, months[month], months[month] + QUARTER);
                count++;
            }
        }
        Map<String, Object> outcome = new LinkedHashMap<>();
        outcome.put("changes_per_customer_month", rounded(replay.changesPerMemberMonth()));
        outcome.put("flaps_per_customer", rounded(replay.flapsPerMember()));
        outcome.put("foretells_next_quarter", rounded(sum / count));
        return outcome;
    }

    static double rounded(double value) {
        return Math.round(value * 1e5) / 1e5;
    }
}
