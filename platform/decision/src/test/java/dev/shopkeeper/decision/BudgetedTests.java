package dev.shopkeeper.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BudgetedTests {

    private static final Duration GENEROUS = Duration.ofSeconds(20);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final CountDownLatch never = new CountDownLatch(1);

    @AfterEach
    void release() {
        never.countDown();
    }

    private Budgeted within(Duration budget) {
        return new Budgeted("slow", budget, 2, meters);
    }

    @Test
    void givesTheAnswer() {
        try (Budgeted budgeted = within(GENEROUS)) {
            assertThat(budgeted.ask(() -> "answer")).isEqualTo("answer");
        }
    }

    @Test
    void interruptsAQuestionThatItGivesUp() {
        AtomicInteger interrupted = new AtomicInteger();
        try (Budgeted budgeted = within(Duration.ofMillis(100))) {
            String answer = budgeted.ask(() -> {
                try {
                    never.await();
                    return "late";
                } catch (InterruptedException e) {
                    interrupted.incrementAndGet();
                    throw e;
                }
            });

            assertThat(answer).isNull();
            await().atMost(GENEROUS).until(() -> interrupted.get() == 1);
        }
    }

    @Test
    void doesNotAskLateForWhomItMadeWaitTooLong() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch taken = new CountDownLatch(2);
        try (Budgeted budgeted = within(Duration.ofMillis(300));
                ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor()) {
            // given: both places are taken by questions that no interrupt ends
            for (int i = 0; i < 2; i++) {
                requests.execute(() -> budgeted.ask(() -> {
                    taken.countDown();
                    while (never.getCount() > 0) {
                        Thread.yield();
                    }
                    return asked.incrementAndGet();
                }));
            }
            taken.await();

            // when
            Integer answer = budgeted.ask(asked::incrementAndGet);
            never.countDown();

            // then
            assertThat(answer).isNull();
            await().atMost(GENEROUS).until(() -> asked.get() == 2);
        }
        assertThat(asked.get()).isEqualTo(2);
    }

    @Test
    void fallsBackWhereTheQuestionFails() {
        try (Budgeted budgeted = within(GENEROUS)) {
            assertThat(budgeted.<String>ask(() -> {
                        throw new IllegalStateException("no database");
                    }))
                    .isNull();
            assertThat(budgeted.ask(() -> "answer")).isEqualTo("answer");
        }
    }

    @Test
    void asksNoMoreAtOnceThanItMayHoweverManyWant() {
        // given
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger answered = new AtomicInteger();

        // when
        try (Budgeted budgeted = within(GENEROUS);
                ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                requests.execute(() -> {
                    Integer answer = budgeted.ask(() -> {
                        most.accumulateAndGet(running.incrementAndGet(), Math::max);
                        Thread.yield();
                        return running.decrementAndGet();
                    });
                    if (answer != null) {
                        answered.incrementAndGet();
                    }
                });
            }
            await().atMost(GENEROUS).until(() -> answered.get() == 50);
        }

        // then
        assertThat(most.get()).isBetween(1, 2);
    }

    @Test
    void stopsAskingForASecondAfterFiveMissesInARow() {
        try (Budgeted budgeted = within(GENEROUS)) {
            // given
            AtomicInteger asked = new AtomicInteger();
            for (int miss = 0; miss < 5; miss++) {
                assertThat(budgeted.<String>ask(() -> {
                            asked.incrementAndGet();
                            throw new IllegalStateException("no database");
                        }))
                        .isNull();
            }

            // when
            String meanwhile = budgeted.ask(() -> "answer");

            // then
            assertThat(meanwhile).isNull();
            assertThat(asked.get()).isEqualTo(5);
            await().atMost(GENEROUS)
                    .untilAsserted(
                            () -> assertThat(budgeted.ask(() -> "answer")).isEqualTo("answer"));
            assertThat(meters.find("resilience4j.circuitbreaker.state")
                            .tag("name", "slow")
                            .gauges())
                    .isNotEmpty();
        }
    }
}
