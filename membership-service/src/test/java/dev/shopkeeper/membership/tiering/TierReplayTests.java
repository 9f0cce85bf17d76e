package dev.shopkeeper.membership.tiering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TierReplayTests {

    private static final long[] DAYS = {365, 395, 425, 455, 485, 515, 545};

    private final List<MemberPast> members = Shops.buyers(1_500, 640, 1);
    private final List<MemberPast> known = TierReplay.known(members, DAYS[0], Shops.WINDOW);
    private final TierLearner learner = new TierLearner(Shops.WINDOW, "EUR", 10, 5, 1);
    private final TierModel model = learner.plain(TierReplay.figures(members, DAYS[0], Shops.WINDOW));

    @Test
    void frozenCentroidsWithThePolicyChangeFarFewerTiersThanLearningAnew() {
        TierReplay frozen = TierReplay.frozen(model, TierPolicy.DEFAULT, known, DAYS);
        TierReplay refitted = TierReplay.refitted(learner, null, members, known, Shops.WINDOW, DAYS);

        assertThat(frozen.changesPerMemberMonth()).isLessThan(0.6 * refitted.changesPerMemberMonth());
        assertThat(frozen.flapsPerMember()).isLessThan(0.4 * refitted.flapsPerMember());
        assertThat(frozen.concordance(6, 545, 635)).isGreaterThan(0.95 * refitted.concordance(6, 545, 635));
    }

    @Test
    void tiersForetellWhatMembersBuyAndNothingWhereOrdersAreShuffled() {
        TierReplay replay = TierReplay.frozen(model, TierPolicy.DEFAULT, known, DAYS);
        assertThat(replay.concordance(0, 365, 455)).isGreaterThan(0.65);

        List<MemberPast> shuffled = shuffled(members, 3);
        List<MemberPast> followed = TierReplay.known(shuffled, DAYS[0], Shops.WINDOW);
        TierModel ofChance = learner.plain(TierReplay.figures(shuffled, DAYS[0], Shops.WINDOW));
        assertThat(TierReplay.frozen(ofChance, TierPolicy.DEFAULT, followed, DAYS)
                        .concordance(0, 365, 455))
                .isCloseTo(0.5, within(0.03));
    }

    /** Every order handed to somebody at random. */
    private static List<MemberPast> shuffled(List<MemberPast> members, long seed) {
        List<Purchase> all = new ArrayList<>();
        members.forEach(member -> all.addAll(member.purchases()));
        Random random = new Random(seed);
        List<List<Purchase>> hands = new ArrayList<>();
        members.forEach(member -> hands.add(new ArrayList<>()));
        all.forEach(purchase -> hands.get(random.nextInt(hands.size())).add(purchase));
        List<MemberPast> dealt = new ArrayList<>();
        for (int i = 0; i < hands.size(); i++) {
            dealt.add(new MemberPast("member-" + i, hands.get(i)));
        }
        return dealt;
    }

    @Test
    void countsAChangeThatIsTakenBackAsAFlap() {
        // one order that makes a member loyal for a month in a window of thirty days, and again
        List<MemberPast> one = List.of(new MemberPast(
                "ann",
                List.of(
                        new Purchase(365, 25, List.of(), Set.of()),
                        new Purchase(395, 9_000, List.of(), Set.of()),
                        new Purchase(425, 25, List.of(), Set.of()))));
        TierModel month = new TierLearner(30, "EUR", 10, 5, 1).plain(spread());

        TierReplay replay = TierReplay.frozen(month, new TierPolicy(0, 0), one, new long[] {365, 395, 425});

        assertThat(replay.flapsPerMember()).isEqualTo(1);
        assertThat(replay.changesPerMemberMonth()).isEqualTo(1);
    }

    private static List<Figures> spread() {
        List<Figures> figures = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            figures.add(new Figures(0, 1, 20 + i % 5, 1));
            figures.add(new Figures(0, 1, 500 + i % 5, 1));
            figures.add(new Figures(0, 1, 9_000 + i % 5, 1));
        }
        Collections.shuffle(figures, new Random(1));
        return figures;
    }

    @Test
    void centroidsOfALaterTrainingFollowThoseBefore() {
        List<Figures> later = TierReplay.figures(members, DAYS[6], Shops.WINDOW);

        CentroidMatch match = CentroidMatch.of(model, learner.plain(later), later);

        assertThat(match.pairs()).hasSize(3);
        assertThat(match.renames()).isFalse();
        assertThat(match.agreement()).isGreaterThan(0.6);
        assertThat(match.changedTier()).isLessThan(0.2);
        assertThat(CentroidMatch.of(model, model, later).agreement()).isEqualTo(1);
    }
}
