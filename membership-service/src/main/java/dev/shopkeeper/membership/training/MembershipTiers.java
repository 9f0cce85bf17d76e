package dev.shopkeeper.membership.training;

import dev.shopkeeper.learning.DataSet;
import dev.shopkeeper.learning.Gate;
import dev.shopkeeper.learning.Hashes;
import dev.shopkeeper.learning.InsufficientDataException;
import dev.shopkeeper.learning.ModelDefinition;
import dev.shopkeeper.learning.Options;
import dev.shopkeeper.learning.Split;
import dev.shopkeeper.learning.TrainingProgress;
import dev.shopkeeper.membership.past.MemberPasts;
import dev.shopkeeper.membership.tiering.Figures;
import dev.shopkeeper.membership.tiering.MemberPast;
import dev.shopkeeper.membership.tiering.Purchase;
import dev.shopkeeper.membership.tiering.TierLearner;
import dev.shopkeeper.membership.tiering.TierModel;
import dev.shopkeeper.membership.tiering.TierPolicy;
import dev.shopkeeper.membership.tiering.TierReplay;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.springframework.stereotype.Component;

/** {@code membership-tiers}: see its card in docs/models. */
@Component
public class MembershipTiers implements ModelDefinition<MemberHistory, TierModel> {

    public static final String NAME = "membership-tiers";

    static final String CHANGES = "changes_per_member_month";
    static final String CONCORDANCE = "revenue_concordance";
    static final String STABILITY = "stability";
    static final String LEAST_SHARE = "least_share";

    private static final int DAYS_A_MONTH = 30;
    private static final int LEAST_MEMBERS = 100;
    /** A champion may look back further than the run that it is compared in: so much is always loaded. */
    private static final int LONGEST_WINDOW = 1_095;

    private static final int MOST_STARTS = 100;
    private static final long BASELINE_SEED = 1;
    private static final long SECONDS_A_DAY = 86_400;
    /** Tiers that foretell no better than this are not worth giving: 0.5 is chance. */
    private static final double LEAST_CONCORDANCE = 0.55;

    private final MemberPasts pasts;
    private final TierPolicy policy;

    MembershipTiers(MemberPasts pasts, TierPolicy policy) {
        this.pasts = pasts;
        this.policy = policy;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "Which tier a member is in: K-Means on recency, frequency, money and variety, with centroids that stay.";
    }

    @Override
    public Options options() {
        return Options.defaults(Map.of(
                "window_days", "365", "hold_out_months", "3", "groups", "auto", "starts", "10", "bootstraps", "20"));
    }

    @Override
    public Gate gate() {
        return new Gate(CHANGES, false, 0.20)
                .andAtLeast(STABILITY, TierLearner.LEAST_STABILITY)
                .andAtLeast(LEAST_SHARE, TierLearner.LEAST_SHARE)
                .andAtLeast(CONCORDANCE, LEAST_CONCORDANCE);
    }

    @Override
    public void check(Options options) {
        window(options);
        heldOut(options);
        groups(options);
        starts(options);
        bootstraps(options);
    }

    @Override
    public DataSet<MemberHistory> load(Options options) {
        int window = window(options);
        int heldOut = heldOut(options);
        groups(options);
        MemberPasts.All all = pasts.all(LONGEST_WINDOW + heldOut * DAYS_A_MONTH, window + heldOut * DAYS_A_MONTH);
        List<MemberPast> members = all.members();
        long until = all.until();
        long from = members.stream()
                .flatMap(member -> member.purchases().stream())
                .mapToLong(Purchase::day)
                .min()
                .orElse(until);
        MemberHistory history =
                new MemberHistory(members, all.currency(), from, until, window, starts(options), all.itemsKnown());
        int known = TierReplay.known(members, cut(history, options), window).size();
        if (known < LEAST_MEMBERS || cut(history, options) - from < 2L * DAYS_A_MONTH) {
            throw new InsufficientDataException("Known are " + known + " members who had bought something "
                    + heldOut + " months before the latest order, and " + (until - from + 1) + " days of orders; at"
                    + " least " + LEAST_MEMBERS + " members and " + (heldOut + 2) * DAYS_A_MONTH
                    + " days are needed. Maybe import orders of some months first?");
        }
        Hashes hash = new Hashes().add(all.currency()).add(until);
        long orders = 0;
        for (MemberPast member : members) {
            hash.add(member.userId());
            for (Purchase purchase : member.purchases()) {
                orders++;
                hash.add(purchase.day()).add(Double.doubleToLongBits(purchase.net(until)));
                purchase.categories().stream().sorted().forEach(hash::add);
            }
        }
        return new DataSet<>(history, at(from), at(until + 1), orders, hash.hex());
    }

    /** The training part knows what was known at the cut; the hold-out is the whole history, with the months behind it. */
    @Override
    public Split<MemberHistory> split(MemberHistory data, Options options) {
        long cut = cut(data, options);
        return new Split<>(data.knownAt(cut), data, at(cut + 1));
    }

    @Override
    public TierModel train(MemberHistory data, Options options, long seed, TrainingProgress progress) {
        return learner(data, options, seed).learn(figures(data), groups(options), data.itemsKnown(), progress::report);
    }

    @Override
    public Map<String, Double> evaluate(TierModel candidate, Split<MemberHistory> split, TrainingProgress progress) {
        long[] days = days(split);
        TierReplay replay = TierReplay.frozen(candidate, policy, followed(split, candidate.window()), days);
        Map<String, Double> metrics = metrics(replay, split);
        metrics.put(STABILITY, candidate.quality().stability());
        metrics.put(LEAST_SHARE, candidate.quality().leastShare());
        metrics.put("silhouette", candidate.quality().silhouette());
        metrics.put("groups", (double) candidate.size());
        metrics.put("features", (double) candidate.features().size());
        return metrics;
    }

    /** What most shops do: three groups by recency, frequency and money, learnt anew each month, everybody in the nearest. */
    @Override
    public Map<String, Double> evaluateBaseline(Split<MemberHistory> split, TrainingProgress progress) {
        int window = split.holdOut().window();
        TierLearner learner = new TierLearner(
                window, split.holdOut().currency(), split.holdOut().starts(), 0, BASELINE_SEED);
        TierReplay replay = TierReplay.refitted(
                learner, null, split.holdOut().members(), followed(split, window), window, days(split));
        return metrics(replay, split);
    }

    private static Map<String, Double> metrics(TierReplay replay, Split<MemberHistory> split) {
        Map<String, Double> metrics = new TreeMap<>();
        metrics.put(CHANGES, replay.changesPerMemberMonth());
        metrics.put("flaps_per_member", replay.flapsPerMember());
        metrics.put(
                CONCORDANCE,
                replay.concordance(0, split.training().until(), split.holdOut().until()));
        return metrics;
    }

    /** Those who had bought something at the cut: the same ones by either way. */
    private static List<MemberPast> followed(Split<MemberHistory> split, int window) {
        return TierReplay.known(split.holdOut().members(), split.training().until(), window);
    }

    private static long[] days(Split<MemberHistory> split) {
        return LongStream.iterate(
                        split.training().until(), day -> day <= split.holdOut().until(), day -> day + DAYS_A_MONTH)
                .toArray();
    }

    @Override
    public TierModel refit(
            TierModel candidate, MemberHistory data, Options options, long seed, TrainingProgress progress) {
        return learner(data, options, seed).again(figures(data), candidate);
    }

    @Override
    public byte[] save(TierModel model) {
        return model.bytes();
    }

    @Override
    public TierModel load(byte[] bytes) {
        return TierModel.of(bytes);
    }

    private static TierLearner learner(MemberHistory data, Options options, long seed) {
        return new TierLearner(data.window(), data.currency(), data.starts(), bootstraps(options), seed);
    }

    private static List<Figures> figures(MemberHistory data) {
        return TierReplay.figures(data.members(), data.until(), data.window());
    }

    private static int starts(Options options) {
        return options.integer("starts", 1, MOST_STARTS);
    }

    private static int bootstraps(Options options) {
        return options.integer("bootstraps", 5, 200);
    }

    private static int window(Options options) {
        return options.integer("window_days", 30, LONGEST_WINDOW);
    }

    private static int heldOut(Options options) {
        return options.integer("hold_out_months", 1, 12);
    }

    private static long cut(MemberHistory data, Options options) {
        return data.until() - (long) heldOut(options) * DAYS_A_MONTH;
    }

    private static int[] groups(Options options) {
        String groups = options.oneOf("groups", Set.of("auto", "3", "4", "5"));
        return groups.equals("auto") ? new int[] {3, 4, 5} : new int[] {Integer.parseInt(groups)};
    }

    private static Instant at(long day) {
        return Instant.ofEpochSecond(day * SECONDS_A_DAY);
    }
}
