package dev.shopkeeper.membership.tiering;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Members of shops that are made up, for tests. */
final class Shops {

    static final int WINDOW = 365;

    private Shops() {}

    /** Figures of three kinds of members: {@code each} of those who came once long ago, of those in between and of regulars. */
    static List<Figures> threeKinds(int each, long seed) {
        Random random = new Random(seed);
        List<Figures> members = new ArrayList<>();
        for (int i = 0; i < each; i++) {
            members.add(new Figures(200 + random.nextInt(150), 1, 20 + random.nextInt(20), 1));
            members.add(new Figures(50 + random.nextInt(40), 3 + random.nextInt(2), 150 + random.nextInt(80), 2));
            members.add(new Figures(random.nextInt(8), 18 + random.nextInt(10), 1500 + random.nextInt(900), 6));
        }
        return members;
    }

    /**
     * Members who buy at a rate of their own, day by day.
     *
     * @param days from day 0 on
     */
    static List<MemberPast> buyers(int count, int days, long seed) {
        Random random = new Random(seed);
        List<MemberPast> members = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double rate = Math.exp(random.nextGaussian() - 4);
            double worth = Math.exp(3.5 + 0.5 * random.nextGaussian());
            List<Purchase> purchases = new ArrayList<>();
            for (int day = 0; day < days; day++) {
                if (random.nextDouble() < rate) {
                    purchases.add(new Purchase(
                            day,
                            worth * Math.exp(0.3 * random.nextGaussian()),
                            List.of(),
                            Set.of("kind-" + random.nextInt(8))));
                }
            }
            members.add(new MemberPast("member-" + i, purchases));
        }
        return members;
    }
}
