package dev.shopkeeper.benchmarks.membership;

import dev.shopkeeper.benchmarks.BenchCase;
import dev.shopkeeper.benchmarks.BenchOptions;
import dev.shopkeeper.demo.history.Fact;
import dev.shopkeeper.demo.history.History;
import dev.shopkeeper.demo.world.Member;
import dev.shopkeeper.demo.world.World;
import dev.shopkeeper.membership.tiering.Feature;
import dev.shopkeeper.membership.tiering.MemberPast;
import dev.shopkeeper.membership.tiering.Purchase;
import dev.shopkeeper.membership.tiering.Tier;
import dev.shopkeeper.membership.tiering.TierLearner;
import dev.shopkeeper.membership.tiering.TierModel;
import dev.shopkeeper.membership.tiering.TierPolicy;
import dev.shopkeeper.membership.tiering.TierReplay;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * {@code ./shop bench planted-tiers [--seeds N] [--seed FIRST] [--scale-percent N]}: the demo shop is generated seed by seed,
 * and tiers are learnt from its orders as they were three months before the end. What the gate looks at, and how often the
 * members of each tier really come to the shop, which no tier is told.
 */
public final class PlantedTiers implements BenchCase {

    private static final Instant UNTIL = Instant.parse("2026-11-29T00:00:00Z");
    private static final String CURRENCY = "CNY";
    private static final int WINDOW = 365;
    private static final int MONTH = 30;
    private static final int HELD_OUT = 3 * MONTH;
    private static final long SECONDS_A_DAY = 86_400;
    private static final double HUNDRED = 100;

    @Override
    public Map<String, Object> run(BenchOptions options) {
        double scale = options.number("scale-percent", (int) HUNDRED) / HUNDRED;
        List<Map<String, Object>> seeds = new ArrayList<>();
        for (long seed = options.seed(); seed < options.seed() + options.number("seeds", 5); seed++) {
            seeds.add(shop(World.generate(seed, scale, UNTIL), seed));
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("scale", scale);
        figures.put("seeds", seeds);
        return figures;
    }

    private static Map<String, Object> shop(World world, long seed) {
        List<MemberPast> members = members(world);
        long until = UNTIL.getEpochSecond() / SECONDS_A_DAY - 1;
        long cut = until - HELD_OUT;
        TierLearner learner = new TierLearner(WINDOW, CURRENCY, 10, 20, seed);
        List<MemberPast> then =
                members.stream().map(member -> member.knownAt(cut)).toList();
        TierModel model = learner.learn(TierReplay.figures(then, cut, WINDOW), new int[] {3, 4, 5}, true, done -> {});
        List<MemberPast> followed = TierReplay.known(members, cut, WINDOW);
        long[] days = {cut, cut + MONTH, cut + 2 * MONTH, until};
        TierReplay ours = TierReplay.frozen(model, TierPolicy.DEFAULT, followed, days);
        TierReplay anew = TierReplay.refitted(learner, null, members, followed, WINDOW, days);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("seed", seed);
        figures.put("members", followed.size());
        figures.put("groups", model.size());
        figures.put("features", model.features().size());
        figures.put("stability", MembershipBench.rounded(model.quality().stability()));
        figures.put("least_share", MembershipBench.rounded(model.quality().leastShare()));
        figures.put("silhouette", MembershipBench.rounded(model.quality().silhouette()));
        figures.put(
                "tried",
                learner.candidates(TierReplay.figures(then, cut, WINDOW), new int[] {3, 4, 5}, true).stream()
                        .map(one -> one.features() + " " + one.weight(Feature.RECENCY) + " " + one.size() + " "
                                + MembershipBench.rounded(one.quality().stability()) + " "
                                + MembershipBench.rounded(one.quality().leastShare()) + " "
                                + MembershipBench.rounded(one.quality().silhouette()))
                        .toList());
        figures.put("changes_per_member_month", MembershipBench.rounded(ours.changesPerMemberMonth()));
        figures.put("changes_learnt_anew", MembershipBench.rounded(anew.changesPerMemberMonth()));
        figures.put("foretells", MembershipBench.rounded(ours.concordance(0, cut, until)));
        figures.put("foretells_learnt_anew", MembershipBench.rounded(anew.concordance(0, cut, until)));
        figures.put("visits_a_month_by_tier", visits(world, followed, ours.month(0)));
        return figures;
    }

    private static Map<String, Object> visits(World world, List<MemberPast> followed, Tier[] tiers) {
        Map<String, Double> rates =
                world.members().stream().collect(Collectors.toMap(Member::id, Member::visitsPerDay));
        Map<String, Object> visits = new LinkedHashMap<>();
        for (Tier tier : Tier.values()) {
            double sum = 0;
            int count = 0;
            for (int i = 0; i < tiers.length; i++) {
                if (tiers[i] == tier) {
                    sum += rates.getOrDefault(followed.get(i).userId(), 0.0);
                    count++;
                }
            }
            visits.put(
                    tier.wireName(),
                    Map.of("members", count, "visits", MembershipBench.rounded(MONTH * sum / Math.max(1, count))));
        }
        return visits;
    }

    /** What the shop would know of its members' orders. */
    private static List<MemberPast> members(World world) {
        Map<String, List<Purchase>> purchases = new TreeMap<>();
        Map<String, List<Purchase.Change>> changes = new HashMap<>();
        Map<String, Fact.ReturnAsked> asked = new HashMap<>();
        List<Fact.Ordered> orders = new ArrayList<>();
        History history = new History(world);
        while (history.hasNext()) {
            switch (history.next()) {
                case Fact.Ordered ordered -> orders.add(ordered);
                case Fact.Cancelled cancelled -> change(changes, cancelled.orderId(), cancelled.at(), Double.MAX_VALUE);
                case Fact.ReturnAsked request -> asked.put(request.returnId(), request);
                case Fact.ReturnCompleted completed -> {
                    Fact.ReturnAsked request = asked.get(completed.returnId());
                    if (request != null && !request.exchange()) {
                        change(
                                changes,
                                request.order().orderId(),
                                completed.at(),
                                request.lines().stream()
                                        .mapToDouble(line -> line.amount().doubleValue())
                                        .sum());
                    }
                }
                default -> {
                    // says nothing of what members bought
                }
            }
        }
        for (Fact.Ordered order : orders) {
            String user = order.userId();
            if (user != null) {
                Set<String> categories = order.lines().stream()
                        .map(line -> line.item().category().department().en())
                        .collect(Collectors.toSet());
                purchases
                        .computeIfAbsent(user, any -> new ArrayList<>())
                        .add(new Purchase(
                                day(order.at()),
                                order.total().doubleValue(),
                                changes.getOrDefault(order.orderId(), List.of()),
                                categories));
            }
        }
        return purchases.entrySet().stream()
                .map(member -> new MemberPast(member.getKey(), member.getValue()))
                .toList();
    }

    private static void change(Map<String, List<Purchase.Change>> changes, String orderId, Instant at, double amount) {
        changes.computeIfAbsent(orderId, any -> new ArrayList<>()).add(new Purchase.Change(day(at), amount));
    }

    private static long day(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), SECONDS_A_DAY);
    }
}
