package dev.shopkeeper.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.starter.bulk.Bulk;
import dev.shopkeeper.starter.bulk.BulkAnswer;
import dev.shopkeeper.testing.PlatformTest;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@PlatformTest
class CollisionsIT {

    @Autowired
    Pairs pairs;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MeterRegistry meters;

    private static Bulk<String> bulk() {
        return Bulk.read(
                JsonMapper.shared().valueToTree(Map.of("names", List.of(Map.of("name", "a"), Map.of("name", "b")))),
                "names",
                Instant.now(),
                fields -> fields.text("name", 10));
    }

    private String text(String id) {
        return jdbc.sql("select text from note where id = ?")
                .param(id)
                .query(String.class)
                .single();
    }

    @Test
    void doesTheVictimOfADeadlockAgainAndForgetsWhatItHadRefused() throws Exception {
        // given
        String one = UUID.randomUUID().toString();
        String other = UUID.randomUUID().toString();
        for (String id : List.of(one, other)) {
            jdbc.sql("insert into note (id, text) values (?, '')").param(id).update();
        }
        double retriedBefore = retried();
        CyclicBarrier between = new CyclicBarrier(2);
        AtomicInteger tries = new AtomicInteger();
        AtomicInteger otherTries = new AtomicInteger();
        Bulk<String> bulk = bulk();
        Bulk<String> otherBulk = bulk();

        // when: each has changed what the other wants next
        try (var threads = Executors.newFixedThreadPool(2)) {
            Future<?> first = threads.submit(() -> pairs.change(one, other, between, tries, bulk));
            Future<?> second = threads.submit(() -> pairs.change(other, one, between, otherTries, otherBulk));
            first.get();
            second.get();
        }

        // then
        assertThat(text(one)).isEqualTo("++");
        assertThat(text(other)).isEqualTo("++");
        assertThat(tries.get() + otherTries.get()).isEqualTo(3);
        assertThat(retried() - retriedBefore).isEqualTo(1);
        for (BulkAnswer answer : List.of(bulk.answer(), otherBulk.answer())) {
            assertThat(answer.accepted()).isEqualTo(1);
            assertThat(answer.errors()).hasSize(1);
        }
    }

    private double retried() {
        return meters.find("shopkeeper.transactions.retried").counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }
}
