package dev.shopkeeper.membership.tiering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a way of giving tiers would have done to the same members over months that are known. */
public final class TierReplay {

    /** A change that is taken back within so many months is one too many. */
    private static final int REVERSED_WITHIN = 3;

    private final List<MemberPast> members;
    private final List<Tier[]> months = new ArrayList<>();

    /** @param members whose tiers are followed, in an order that stays */
    public TierReplay(List<MemberPast> members) {
        this.members = List.copyOf(members);
    }

    /** Those of the members who had bought by a day what they kept. */
    public static List<MemberPast> known(List<MemberPast> members, long day, int window) {
        return members.stream()
                .filter(member -> member.figures(day, window) != null)
                .toList();
    }

    /** The figures of all members at a day, without those who have none. */
    public static List<Figures> figures(List<MemberPast> members, long day, int window) {
        List<Figures> figures = new ArrayList<>();
        for (MemberPast member : members) {
            Figures known = member.figures(day, window);
            if (known != null) {
                figures.add(known);
            }
        }
        return figures;
    }

    /** Frozen centroids with a policy: the first day gives everybody the nearest tier. */
    public static TierReplay frozen(TierModel model, TierPolicy policy, List<MemberPast> members, long[] days) {
        TierReplay replay = new TierReplay(members);
        Standing[] standings = new Standing[members.size()];
        for (long day : days) {
            for (int i = 0; i < standings.length; i++) {
                Figures figures = members.get(i).figures(day, model.window());
                Standing before = standings[i];
                standings[i] = before == null
                        ? new Standing(figures == null ? Tier.ORDINARY : model.nearest(figures), null)
                        : policy.assess(model, figures, before, day);
            }
            replay.months.add(Arrays.stream(standings).map(Standing::tier).toArray(Tier[]::new));
        }
        return replay;
    }

    /** Centroids learnt anew each month from all who are known then, and everybody in the nearest tier. */
    public static TierReplay refitted(
            TierLearner learner,
            @Nullable TierModel like,
            List<MemberPast> all,
            List<MemberPast> members,
            int window,
            long[] days) {
        TierReplay replay = new TierReplay(members);
        for (long day : days) {
            List<Figures> figures = figures(all, day, window);
            TierModel model = like == null ? learner.plain(figures) : learner.again(figures, like);
            replay.months.add(members.stream()
                    .map(member -> {
                        Figures own = member.figures(day, window);
                        return own == null ? Tier.ORDINARY : model.nearest(own);
                    })
                    .toArray(Tier[]::new));
        }
        return replay;
    }

    /** The tier of each member in a month. */
    public Tier[] month(int month) {
        return months.get(month).clone();
    }

    /** Changes of tier for each member and month. */
    public double changesPerMemberMonth() {
        long changes = 0;
        for (int month = 1; month < months.size(); month++) {
            for (int i = 0; i < members.size(); i++) {
                changes += months.get(month)[i] == months.get(month - 1)[i] ? 0 : 1;
            }
        }
        return changes / (double) Math.max(1, members.size() * (months.size() - 1L));
    }

    /** Changes for each member that were taken back, in whole or in part, within three months. */
    public double flapsPerMember() {
        long flaps = 0;
        for (int i = 0; i < members.size(); i++) {
            for (int month = 1; month < months.size(); month++) {
                int change = step(month, i);
                for (int later = month + 1;
                        change != 0 && later < months.size() && later <= month + REVERSED_WITHIN;
                        later++) {
                    if (step(later, i) * change < 0) {
                        flaps++;
                        break;
                    }
                }
            }
        }
        return flaps / (double) Math.max(1, members.size());
    }

    private int step(int month, int member) {
        return months.get(month)[member].compareTo(months.get(month - 1)[member]);
    }

    /**
     * How well the tiers of a month foretell what members buy next: the share of pairs of members in different tiers in
     * which the one in the higher tier buys for more, ties counted half (0.5 by chance).
     *
     * @param from the day of that month
     */
    public double concordance(int month, long from, long to) {
        Tier[] tiers = months.get(month);
        double[] revenue =
                members.stream().mapToDouble(member -> member.revenue(from, to)).toArray();
        double right = 0;
        double pairs = 0;
        for (Tier low : Tier.values()) {
            double[] lower = of(low, tiers, revenue);
            for (Tier high : Tier.values()) {
                if (high.above(low)) {
                    double[] higher = of(high, tiers, revenue);
                    right += pairsAbove(higher, lower);
                    pairs += (double) higher.length * lower.length;
                }
            }
        }
        return pairs == 0 ? 0.5 : right / pairs;
    }

    private static double[] of(Tier tier, Tier[] tiers, double[] revenue) {
        double[] found = new double[tiers.length];
        int count = 0;
        for (int i = 0; i < tiers.length; i++) {
            if (tiers[i] == tier) {
                found[count++] = revenue[i];
            }
        }
        double[] sorted = Arrays.copyOf(found, count);
        Arrays.sort(sorted);
        return sorted;
    }

    /** Pairs in which the first is greater, ties half; both sorted. */
    private static double pairsAbove(double[] higher, double[] lower) {
        double sum = 0;
        int below = 0;
        int notAbove = 0;
        for (double value : higher) {
            while (below < lower.length && lower[below] < value) {
                below++;
            }
            notAbove = Math.max(notAbove, below);
            while (notAbove < lower.length && lower[notAbove] <= value) {
                notAbove++;
            }
            sum += below + (notAbove - below) / 2.0;
        }
        return sum;
    }
}
