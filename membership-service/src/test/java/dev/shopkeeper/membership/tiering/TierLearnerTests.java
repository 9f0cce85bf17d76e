package dev.shopkeeper.membership.tiering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TierLearnerTests {

    private static final int[] GROUPS = {3, 4, 5};

    private static TierLearner learner() {
        return new TierLearner(Shops.WINDOW, "EUR", 10, 20, 1);
    }

    private static TierModel learn(List<Figures> members) {
        return learner().learn(members, GROUPS, true, done -> {});
    }

    @Test
    void namesTheKindsOfMembersThatThereAreByWhatTheyAreWorth() {
        TierModel model = learn(Shops.threeKinds(200, 1));

        assertThat(model.size()).isEqualTo(3);
        assertThat(model.quality().stability()).isGreaterThan(0.99);
        assertThat(model.nearest(new Figures(300, 1, 25, 1))).isEqualTo(Tier.ORDINARY);
        assertThat(model.nearest(new Figures(60, 3, 180, 2))).isEqualTo(Tier.POTENTIAL);
        assertThat(model.nearest(new Figures(2, 20, 1800, 6))).isEqualTo(Tier.LOYAL);
        assertThat(model.typical(2, Feature.FREQUENCY)).isBetween(18.0, 28.0);
        assertThat(model.between(1, 2, Feature.MONEY)).isBetween(230.0, 1500.0);
    }

    @Test
    void doesNotCareForTheOrderOfMembers() {
        List<Figures> members = Shops.threeKinds(150, 2);
        List<Figures> shuffled = new ArrayList<>(members);
        Collections.shuffle(shuffled, new Random(9));

        assertThat(learn(shuffled).bytes()).isEqualTo(learn(members).bytes());
    }

    @Test
    void makesNoTierOfOneBigSpender() {
        List<Figures> members = Shops.threeKinds(200, 3);
        members.add(new Figures(0, 5_000, 90_000_000, 18));

        TierModel model = learn(members);

        assertThat(model.quality().leastShare()).isGreaterThan(TierLearner.LEAST_SHARE);
        assertThat(model.nearest(new Figures(2, 20, 1800, 6))).isEqualTo(Tier.LOYAL);
        assertThat(model.nearest(members.getLast())).isEqualTo(Tier.LOYAL);
    }

    @Test
    void putsTheSameFiguresIntoTheSameTierWhereNearlyEverybodyBoughtOnce() {
        Random random = new Random(4);
        List<Figures> members = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            members.add(new Figures(random.nextInt(365), i % 50 == 0 ? 2 : 1, 10 + random.nextInt(90), 1));
        }

        TierModel model = learn(members);

        // quantiles would put some who bought once above others who bought once and are alike in all else
        List<Tier> byFrequency = IntStream.rangeClosed(1, 4)
                .mapToObj(orders -> model.nearest(new Figures(100, orders, 50, 1)))
                .toList();
        assertThat(byFrequency).isSorted();
        assertThat(learn(members.reversed()).nearest(new Figures(100, 1, 50, 1)))
                .isEqualTo(byFrequency.getFirst());
    }

    @Test
    void showsTheFiguresAtWhichTwoGroupsAreEquallyNear() {
        TierModel model = learn(Shops.threeKinds(200, 8));

        for (int centroid = 1; centroid < model.size(); centroid++) {
            double[] border = model.standardised(new Figures(
                    model.between(centroid - 1, centroid, Feature.RECENCY),
                    model.between(centroid - 1, centroid, Feature.FREQUENCY),
                    model.between(centroid - 1, centroid, Feature.MONEY),
                    model.features().contains(Feature.VARIETY)
                            ? model.between(centroid - 1, centroid, Feature.VARIETY)
                            : 1));
            assertThat(model.squaredDistance(border, centroid))
                    .isCloseTo(model.squaredDistance(border, centroid - 1), within(1e-9));
        }
    }

    @Test
    void takesTheGroupingThatCountsFirstOfAllThatMayBeTried() {
        List<Figures> members = Shops.threeKinds(150, 9);
        List<TierModel> admissible = learner().candidates(members, GROUPS, true).stream()
                .filter(one -> one.quality().stability() >= TierLearner.LEAST_STABILITY
                        && one.quality().leastShare() >= TierLearner.LEAST_SHARE)
                .toList();

        TierModel model = learn(members);

        int most =
                admissible.stream().mapToInt(one -> one.features().size()).max().orElseThrow();
        double heaviest = admissible.stream()
                .filter(one -> one.features().size() == most)
                .mapToDouble(one -> one.weight(Feature.RECENCY))
                .max()
                .orElseThrow();
        double best = admissible.stream()
                .filter(one -> one.features().size() == most && one.weight(Feature.RECENCY) == heaviest)
                .mapToDouble(one -> one.quality().silhouette())
                .max()
                .orElseThrow();
        assertThat(model.features()).hasSize(most);
        assertThat(model.weight(Feature.RECENCY)).isEqualTo(heaviest);
        assertThat(model.quality().silhouette()).isEqualTo(best);
    }

    @Test
    void leavesVarietyOutWhereItIsUnknownWhatWasBought() {
        List<Figures> members = Shops.threeKinds(150, 10);

        TierModel model = learner().learn(members, GROUPS, false, done -> {});

        assertThat(learner().candidates(members, new int[] {3}, true))
                .anySatisfy(one -> assertThat(one.features()).contains(Feature.VARIETY));
        assertThat(model.features()).containsExactly(Feature.RECENCY, Feature.FREQUENCY, Feature.MONEY);
    }

    @Test
    void leavesOutWhatNobodyDiffersIn() {
        Random random = new Random(5);
        List<Figures> members = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            members.add(new Figures(random.nextInt(365), 1, 10 + random.nextInt(90), 1));
        }

        assertThat(learn(members).features()).containsExactly(Feature.RECENCY, Feature.MONEY);
    }

    @Test
    void refusesMembersWhoAreAllAlike() {
        List<Figures> alike = Collections.nCopies(500, new Figures(3, 2, 50, 1));

        assertThatThrownBy(() -> learn(alike)).hasMessageContaining("differ too little");
    }

    @Test
    void isReadAsItWasStored() {
        TierModel model = learn(Shops.threeKinds(100, 6));
        TierModel read = TierModel.of(model.bytes());

        assertThat(read.bytes()).isEqualTo(model.bytes());
        assertThat(read.nearest(new Figures(60, 3, 180, 2))).isEqualTo(Tier.POTENTIAL);
        assertThatThrownBy(() -> TierModel.of(new byte[] {1, 2, 3})).hasMessageContaining("no tiers");
    }

    @Test
    void reasonsAddUpToTheDifferenceOfSquaredDistances() {
        TierModel model = learn(Shops.threeKinds(100, 7));
        double[] point = model.standardised(new Figures(20, 6, 400, 3));

        double sum = 0;
        for (double margin : model.margins(point, 1, 2)) {
            sum += margin;
        }

        assertThat(sum).isCloseTo(model.squaredDistance(point, 2) - model.squaredDistance(point, 1), within(1e-9));
    }
}
