package dev.shopkeeper.logistics.vroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CoresTests {

    @Test
    void givesNoMoreThanThereAreUntilOneIsGivenBack() throws InterruptedException {
        Cores cores = Cores.of(2);
        assertThat(cores.all()).isEqualTo(2);

        assertThat(cores.take()).isTrue();
        assertThat(cores.take(Duration.ofMillis(1))).isTrue();
        assertThat(cores.take()).isFalse();
        assertThat(cores.take(Duration.ofMillis(1))).isFalse();
        cores.giveBack();

        assertThat(cores.take()).isTrue();
    }

    @Test
    void isNeverTakenByMoreAtOnceThanThereAre() throws Exception {
        // given
        Cores cores = Cores.of(3);
        AtomicInteger taken = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();

        // when
        List<Future<?>> threads = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(8)) {
            for (int thread = 0; thread < 8; thread++) {
                threads.add(executor.submit(() -> {
                    for (int i = 0; i < 200; i++) {
                        if (i % 2 == 0 ? cores.take() : cores.take(Duration.ofMillis(1))) {
                            most.accumulateAndGet(taken.incrementAndGet(), Math::max);
                            Thread.yield();
                            taken.decrementAndGet();
                            cores.giveBack();
                        }
                    }
                    return null;
                }));
            }
        }

        // then
        for (Future<?> thread : threads) {
            thread.get();
        }
        assertThat(most.get()).isBetween(1, 3);
        assertThat(taken).hasValue(0);
    }
}
