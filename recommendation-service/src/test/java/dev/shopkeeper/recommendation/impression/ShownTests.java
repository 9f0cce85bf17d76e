package dev.shopkeeper.recommendation.impression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.events.BehaviourItem;
import dev.shopkeeper.events.BehaviourRecorded;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ShownTests {

    private static final String RANKING = UUID.randomUUID().toString();

    private static BehaviourRecorded list(
            String name, @Nullable String ranking, @Nullable String consent, @Nullable Integer... indexes) {
        List<BehaviourItem> items = Arrays.stream(indexes)
                .map(index -> new BehaviourItem("tea", null, null, index, null))
                .toList();
        return new BehaviourRecorded(
                "e",
                name,
                Instant.EPOCH,
                Instant.EPOCH,
                "anna",
                null,
                null,
                ranking,
                consent,
                null,
                null,
                null,
                null,
                null,
                null,
                items);
    }

    @Test
    void countsPositionsFromOneAndTakesThePlaceWhereTheIndexIsNone() {
        assertThat(Shown.of(list("view_item_list", RANKING, null, 4, null, -1, 100_000, 0)))
                .extracting(Shown::position)
                .containsExactly(5, 2, 3, 4, 1);
    }

    @Test
    void passesOverWhatIsNoImpressionOfOurs() {
        assertThat(Shown.of(list("select_item", RANKING, null, 1))).isEmpty();
        assertThat(Shown.of(list("view_item_list", null, null, 1))).isEmpty();
        assertThat(Shown.of(list("view_item_list", "1-1-1-1-1", null, 1))).isEmpty();
        assertThat(Shown.of(list("view_item_list", "not a uuid that is 36 letters long..", null, 1)))
                .isEmpty();
        assertThat(Shown.of(list("view_item_list", RANKING, "denied", 1))).isEmpty();
    }
}
