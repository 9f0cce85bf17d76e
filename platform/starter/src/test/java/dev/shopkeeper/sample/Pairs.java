package dev.shopkeeper.sample;

import dev.shopkeeper.starter.bulk.Bulk;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Changes two notes, one after the other, in the order in which it is told them. */
@Service
class Pairs {

    private final JdbcClient jdbc;

    Pairs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Waits between the two for whoever else is at that point, but only the first time that it is {@code tried}. */
    @Transactional
    public void change(String one, String other, CyclicBarrier between, AtomicInteger tried, Bulk<String> bulk) {
        change(one);
        bulk.reject(bulk.entries().getFirst(), "collided", "", one, "refused in attempt " + tried.incrementAndGet());
        if (tried.get() == 1) {
            try {
                between.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                throw new IllegalStateException("nobody came to collide with", e);
            }
        }
        change(other);
    }

    private void change(String id) {
        jdbc.sql("update note set text = text || '+' where id = ?").param(id).update();
    }
}
