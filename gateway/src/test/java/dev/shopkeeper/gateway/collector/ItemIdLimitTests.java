package dev.shopkeeper.gateway.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopkeeper.events.BehaviourItem;
import dev.shopkeeper.events.BehaviourRecorded;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ItemIdLimitTests {

    private static final int LIMIT = 10_000;

    private final ManualClock clock = new ManualClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ItemIdLimit limit = new ItemIdLimit(LIMIT, clock, meters);

    private static final class ManualClock extends Clock {
        private Instant now = Instant.parse("2026-03-08T09:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    /** Views of 100 items each, of ids from one number up to another. */
    private static List<BehaviourRecorded> views(String prefix, int from, int to) {
        Instant at = Instant.parse("2026-03-08T09:00:00Z");
        return IntStream.range(0, (to - from + 99) / 100)
                .mapToObj(event -> new BehaviourRecorded(
                        "e",
                        "view_item",
                        at,
                        at,
                        "u",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        IntStream.range(from + event * 100, Math.min(to, from + event * 100 + 100))
                                .mapToObj(i -> new BehaviourItem(prefix + i, null, null, null, null))
                                .toList()))
                .toList();
    }

    private void fill() {
        for (int from = 0; from < LIMIT; from += 500) {
            limit.take("pk", views("item-", from, from + 500));
        }
    }

    @Test
    void refusesIdsBeyondTheLimitAndTakesThoseThatWereMet() {
        // given
        fill();

        // when, then
        assertThatThrownBy(() -> limit.take("pk", views("invented-", 0, 500)))
                .isInstanceOfSatisfying(TooManyItemIdsException.class, refused -> {
                    assertThat(refused.retryAfter()).isEqualTo(Duration.ofHours(1));
                    assertThat(refused).hasMessageContaining("10000").hasMessageContaining("3600 s");
                });
        assertThatCode(() -> limit.take("pk", views("item-", 0, LIMIT))).doesNotThrowAnyException();
        assertThatCode(() -> limit.take("other", views("invented-", 0, 500))).doesNotThrowAnyException();
        assertThat(meters.counter("shopkeeper.collector.item.ids.refused").count())
                .isEqualTo(5);
    }

    @Test
    void countsNothingOfABatchThatItRefuses() {
        // given
        for (int from = 0; from < LIMIT - 500; from += 500) {
            limit.take("pk", views("item-", from, from + 500));
        }

        // when
        assertThatThrownBy(() -> limit.take("pk", views("many-", 0, 600))).isInstanceOf(TooManyItemIdsException.class);

        // then
        assertThatCode(() -> limit.take("pk", views("few-", 0, 450))).doesNotThrowAnyException();
    }

    @Test
    void beginsAnewAfterAnHour() {
        fill();

        clock.now = clock.now.plus(Duration.ofMinutes(59));
        assertThatThrownBy(() -> limit.take("pk", views("next-", 0, 500))).isInstanceOf(TooManyItemIdsException.class);
        clock.now = clock.now.plus(Duration.ofMinutes(1));
        assertThatCode(() -> limit.take("pk", views("next-", 0, 500))).doesNotThrowAnyException();
    }

    @Test
    void letsPassWhatTheShopSoldBeforeSomebodyUsedTheLimitUp() {
        // given: the shop's items in one hour, and at its turn as many invented ones as there may be
        limit.take("pk", views("item-", 0, 5_000));
        clock.now = clock.now.plus(Duration.ofHours(1));
        for (int from = 0; from < LIMIT; from += 500) {
            limit.take("pk", views("invented-", from, from + 500));
        }
        assertThatThrownBy(() -> limit.take("pk", views("more-", 0, 1))).isInstanceOf(TooManyItemIdsException.class);

        // when, then
        assertThatCode(() -> limit.take("pk", views("item-", 0, 5_000))).doesNotThrowAnyException();

        // nor are they forgotten at the next turn
        clock.now = clock.now.plus(Duration.ofHours(1));
        for (int from = 0; from < LIMIT; from += 500) {
            limit.take("pk", views("again-", from, from + 500));
        }
        assertThatCode(() -> limit.take("pk", views("item-", 0, 5_000))).doesNotThrowAnyException();
    }

    @Test
    void givesAPersonAHundredthAndNotLessThanAThousand() {
        assertThatCode(() -> limit.take("user:anna", views("item-", 0, 1_000))).doesNotThrowAnyException();
        assertThatThrownBy(() -> limit.take("user:anna", views("other-", 0, 1)))
                .isInstanceOf(TooManyItemIdsException.class);
    }

    @Test
    void holdsWhenManySendAtOnce() throws InterruptedException {
        // given
        AtomicInteger taken = new AtomicInteger();

        // when: 400 batches of 100 new ids each, four times the limit
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int batch = 0; batch < 400; batch++) {
                String prefix = "b" + batch + "-";
                senders.execute(() -> {
                    try {
                        limit.take("pk", views(prefix, 0, 100));
                        taken.incrementAndGet();
                    } catch (TooManyItemIdsException expected) {
                        assertThat(expected.retryAfter()).isPositive();
                    }
                });
            }
        }

        // then
        assertThat(taken.get()).isEqualTo(LIMIT / 100);
    }
}
