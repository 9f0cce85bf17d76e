package dev.shopkeeper.membership.tiering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TierPolicyTests {

    private static final Figures ORDINARY = new Figures(300, 1, 25, 1);
    private static final Figures LOYAL = new Figures(2, 20, 1800, 6);

    private final TierModel model = new TierLearner(Shops.WINDOW, "EUR", 10, 5, 1)
            .learn(Shops.threeKinds(200, 1), new int[] {3}, true, done -> {});
    private final TierPolicy policy = TierPolicy.DEFAULT;

    @Test
    void raisesAtOnceToTheTierThatIsClearlyNearer() {
        assertThat(policy.assess(model, LOYAL, Standing.FIRST, 100)).isEqualTo(new Standing(Tier.LOYAL, null));
    }

    @Test
    void lowersByOneTierAfterThreeMonthsWithoutABreak() {
        Standing standing = new Standing(Tier.LOYAL, null);
        List<Tier> tiers = new ArrayList<>();
        for (long day = 0; day <= 200; day += 30) {
            standing = policy.assess(model, ORDINARY, standing, day);
            tiers.add(standing.tier());
        }

        assertThat(tiers)
                .containsExactly(
                        Tier.LOYAL,
                        Tier.LOYAL,
                        Tier.LOYAL,
                        Tier.POTENTIAL,
                        Tier.POTENTIAL,
                        Tier.POTENTIAL,
                        Tier.ORDINARY);
    }

    @Test
    void startsToCountAnewAfterABreak() {
        Standing standing = policy.assess(model, ORDINARY, new Standing(Tier.LOYAL, null), 0);
        standing = policy.assess(model, LOYAL, standing, 60);
        assertThat(standing).isEqualTo(new Standing(Tier.LOYAL, null));

        assertThat(policy.assess(model, ORDINARY, standing, 95)).isEqualTo(new Standing(Tier.LOYAL, 95L));
    }

    @Test
    void lowersWhoeverBoughtNothingMore() {
        assertThat(policy.assess(model, null, new Standing(Tier.POTENTIAL, 10L), 100))
                .isEqualTo(new Standing(Tier.ORDINARY, null));
        assertThat(policy.assess(model, null, Standing.FIRST, 100)).isEqualTo(Standing.FIRST);
    }

    @Test
    void keepsAMemberAtTheBorderWhereItIsWeekAfterWeek() {
        // figures half way between two groups, to and fro
        Figures under = between(0.98);
        Figures over = between(1.02);
        assertThat(model.nearest(under)).isNotEqualTo(model.nearest(over));

        Standing standing = policy.assess(model, over, Standing.FIRST, 0);
        Set<Tier> tiers = new HashSet<>();
        for (long week = 1; week < 52; week++) {
            standing = policy.assess(model, week % 2 == 0 ? over : under, standing, 7 * week);
            tiers.add(standing.tier());
        }

        assertThat(tiers).hasSize(1);
    }

    private Figures between(double factor) {
        return new Figures(
                model.between(0, 1, Feature.RECENCY) / factor,
                model.between(0, 1, Feature.FREQUENCY) * factor,
                model.between(0, 1, Feature.MONEY) * factor,
                model.features().contains(Feature.VARIETY) ? model.between(0, 1, Feature.VARIETY) * factor : 1);
    }

    /** Bought so often, for so much in all, last so many days before day 1000. */
    private static MemberPast past(int orders, double money, long recency) {
        List<Purchase> purchases = new ArrayList<>();
        for (int i = 0; i < orders; i++) {
            purchases.add(new Purchase(1_000 - recency - 10L * i, money / orders, List.of(), Set.of("kind-" + i % 6)));
        }
        return new MemberPast("ann", purchases);
    }

    @Test
    void foretellsWhatWouldRaiseAMember() {
        Prospect prospect = Prospect.of(model, policy, past(1, 40, 120), Standing.FIRST, 0, 1_000);

        assertThat(prospect.higher()).isEqualTo(Tier.POTENTIAL);
        int orders = prospect.orders() == null ? 0 : prospect.orders();
        assertThat(orders).isBetween(1, 10);
        assertThat(prospect.orderWorth()).isEqualTo(40);
        assertThat(prospect.lowerFrom()).isNull();
        assertThat(tomorrow(past(1, 40, 120), orders)).isEqualTo(prospect.higher());
        assertThat(tomorrow(past(1, 40, 120), orders - 1)).isEqualTo(Tier.ORDINARY);
    }

    /** The tier that a look tomorrow gives, had the member bought so often today for 40. */
    private Tier tomorrow(MemberPast past, int orders) {
        List<Purchase> purchases = new ArrayList<>(past.purchases());
        for (int i = 0; i < orders; i++) {
            purchases.add(new Purchase(1_000, 40, List.of(), Set.of("kind-0")));
        }
        Figures figures = new MemberPast(past.userId(), purchases).figures(1_001, Shops.WINDOW);
        return policy.assess(model, figures, Standing.FIRST, 1_001).tier();
    }

    @Test
    void raisesWhereTheHigherTierIsNearerByATenth() {
        assertThat(at(0.89)).isEqualTo(Tier.POTENTIAL);
        assertThat(at(0.91)).isEqualTo(Tier.ORDINARY);
    }

    /** The tier that an ordinary member gets at a point between two centroids whose distances to the point have a ratio. */
    private Tier at(double ratio) {
        double upper = 1 / (1 + ratio);
        Figures figures = new Figures(
                mixed(Feature.RECENCY, upper),
                mixed(Feature.FREQUENCY, upper),
                mixed(Feature.MONEY, upper),
                model.features().contains(Feature.VARIETY) ? mixed(Feature.VARIETY, upper) : 1);
        double[] point = model.standardised(figures);
        assertThat(Math.sqrt(model.squaredDistance(point, 1) / model.squaredDistance(point, 0)))
                .isCloseTo(ratio, within(1e-6));
        return policy.assess(model, figures, Standing.FIRST, 0).tier();
    }

    /** Features are logarithms of one more. */
    private double mixed(Feature feature, double upper) {
        return Math.expm1(
                Math.log1p(model.typical(0, feature)) * (1 - upper) + Math.log1p(model.typical(1, feature)) * upper);
    }

    @Test
    void foretellsWhenFiguresWillBeThoseOfALowerTierAlsoBecauseOldOrdersLeaveTheWindow() {
        MemberPast past = past(20, 1800, 2);
        Prospect prospect = Prospect.of(model, policy, past, new Standing(Tier.LOYAL, null), 0, 1_000);

        int days = prospect.lowerFrom() == null ? -1 : prospect.lowerFrom();
        assertThat(days).isBetween(1, Shops.WINDOW - 1);
        assertThat(prospect.higher()).isNull();
        Figures then = past.figures(1_000 + days, Shops.WINDOW);
        Figures before = past.figures(1_000 + days - 1, Shops.WINDOW);
        assertThat(then).isNotNull();
        assertThat(before).isNotNull();
        assertThat(model.nearest(then)).isNotEqualTo(Tier.LOYAL);
        assertThat(model.nearest(before)).isEqualTo(Tier.LOYAL);
    }

    @Test
    void foretellsOfSomebodyWhoBoughtNothingByATypicalOrder() {
        Prospect prospect = Prospect.of(model, policy, null, Standing.FIRST, 60, 1_000);

        assertThat(prospect.orderWorth()).isCloseTo(60, within(1e-9));
        int orders = prospect.orders() == null ? 0 : prospect.orders();
        List<Purchase> purchases = new ArrayList<>();
        for (int i = 0; i < orders; i++) {
            purchases.add(new Purchase(1_000, 60, List.of(), Set.of("tea")));
        }
        Figures then = new MemberPast("ann", purchases).figures(1_001, Shops.WINDOW);
        assertThat(policy.assess(model, then, Standing.FIRST, 1_001).tier()).isEqualTo(prospect.higher());
        assertThat(Prospect.of(model, policy, null, new Standing(Tier.POTENTIAL, null), 60, 1_000)
                        .lowerFrom())
                .isZero();
    }
}
