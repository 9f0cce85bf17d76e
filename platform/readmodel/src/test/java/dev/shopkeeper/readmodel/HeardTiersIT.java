package dev.shopkeeper.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.events.MemberUpdated;
import dev.shopkeeper.readmodel.HeardTiers.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeardTiersIT {

    private static final Instant NOW = Instant.parse("2026-03-06T00:00:00Z");

    private final ReadModelDatabase database = new ReadModelDatabase();
    private final HeardTiers tiers = HeardTiers.of(database.jdbc());

    private static MemberUpdated member(String userId, String tier, List<String> benefits, Instant at) {
        return new MemberUpdated(userId, tier, at, benefits, List.of(), at);
    }

    /** News of members, one after another; the last one is the present one. */
    private static List<MemberUpdated> history(Random random, Map<String, Standing> present) {
        List<MemberUpdated> news = new ArrayList<>();
        for (int user = 0; user < 30; user++) {
            int changes = 1 + random.nextInt(8);
            for (int change = 1; change <= changes; change++) {
                String tier = "tier-" + random.nextInt(4);
                List<String> benefits =
                        random.nextBoolean() ? List.of("free_shipping", "gift, \"wrapped\"") : List.of();
                news.add(member("u" + user, tier, benefits, NOW.plusSeconds(change)));
                present.put("u" + user, new Standing(tier, Set.copyOf(benefits)));
            }
        }
        return news;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void keepsTheTierThatWasUpdatedLastInWhateverOrderTheyAreHeard(long seed) {
        // given
        Random random = new Random(seed);
        Map<String, Standing> present = new TreeMap<>();
        List<MemberUpdated> told = new ArrayList<>(history(random, present));
        told.addAll(told.subList(0, told.size() / 3));
        Collections.shuffle(told, random);

        // when
        told.forEach(tiers::put);

        // then
        assertThat(tiers.standings(present.keySet())).as("seed %s", seed).isEqualTo(present);
        present.forEach((userId, standing) ->
                assertThat(tiers.standing(userId)).as("seed %s", seed).contains(standing));
    }

    @Test
    void keepsItWhenNewsOfTheSameMembersIsStoredAtTheSameTime() throws Exception {
        // given
        Random random = new Random(5);
        Map<String, Standing> present = new TreeMap<>();
        List<MemberUpdated> history = history(random, present);
        List<Runnable> writes = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            history.forEach(news -> writes.add(() -> tiers.put(news)));
        }
        Collections.shuffle(writes, random);

        // when
        database.inTransactions(writes);

        // then
        assertThat(tiers.standings(present.keySet())).isEqualTo(present);
    }

    @Test
    void keepsWhatIsHeardLastOfTwoFromTheSameMoment() {
        tiers.put(member("u", "silver", List.of("a"), NOW));
        tiers.put(member("u", "gold", List.of("b", "b"), NOW));

        assertThat(tiers.standing("u")).contains(new Standing("gold", Set.of("b")));
    }

    @Test
    void knowsNothingOfWhomItHasNotHeard() {
        tiers.put(member("u", "silver", List.of(), NOW));

        assertThat(tiers.standing("U")).isEmpty();
        assertThat(tiers.standings(List.of())).isEmpty();
        assertThat(tiers.standings(List.of("u", "stranger", "u")))
                .isEqualTo(Map.of("u", new Standing("silver", Set.of())));
    }
}
