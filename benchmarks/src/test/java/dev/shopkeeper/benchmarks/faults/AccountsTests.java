package dev.shopkeeper.benchmarks.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AccountsTests {

    private static final Map<String, Long> TOLD = Map.of("one", 2L, "two", 3L);

    @Test
    void findsNothingWhereAllIsStoredOnce() {
        assertThat(Accounts.complete(TOLD, TOLD)).isTrue();
        assertThat(Accounts.faults(Accounts.compare(TOLD, TOLD))).isZero();
    }

    @Test
    void findsWhatIsLostOrStoredInPart() {
        Map<String, Long> stored = Map.of("two", 1L);

        assertThat(Accounts.complete(TOLD, stored)).isFalse();
        assertThat(Accounts.compare(TOLD, stored))
                .containsEntry(Accounts.LOST, 2L)
                .containsEntry(Accounts.DOUBLED, 0L);
    }

    @Test
    void findsWhatIsStoredTwiceOrWasNeverTold() {
        Map<String, Long> stored = Map.of("one", 4L, "two", 3L, "three", 1L);

        assertThat(Accounts.complete(TOLD, stored)).isTrue();
        assertThat(Accounts.compare(TOLD, stored))
                .containsEntry(Accounts.LOST, 0L)
                .containsEntry(Accounts.DOUBLED, 2L);
    }

    @Test
    void addsUpFaultsHoweverDeepTheyLie() {
        Map<String, Object> figures = Map.of(
                "orders", Map.of("lines", Map.of(Accounts.LOST, 2L, "stored", 7L), Accounts.DOUBLED, 1L),
                "events", Map.of("kafka", Map.of(Accounts.LOST, 4L, "more_than_once", 9L)));

        assertThat(Accounts.faults(figures)).isEqualTo(7);
    }
}
