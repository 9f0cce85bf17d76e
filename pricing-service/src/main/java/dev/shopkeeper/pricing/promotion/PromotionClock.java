package dev.shopkeeper.pricing.promotion;

import dev.shopkeeper.pricing.suggestion.PlannedPrices;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Begins and ends promotions when their time has come. What is due stands in the database, so it is all the same what was
 * restarted in between: what became due meanwhile is done before the first request is answered. Every replica looks; each
 * promotion is taken by one. One that fails is tried again and keeps no other waiting.
 */
@Component
class PromotionClock implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(PromotionClock.class);
    private static final int BATCH = 200;
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(5);
    /** Before the web server. */
    private static final int PHASE = DEFAULT_PHASE - 8192;

    private final PlannedPrices planned;
    private final Duration interval;
    private @Nullable Thread thread;
    private volatile boolean running;

    PromotionClock(PlannedPrices planned, PromotionSettings settings) {
        this.planned = planned;
        this.interval = settings.interval();
    }

    @Override
    public synchronized void start() {
        running = true;
        round();
        thread = Thread.ofVirtual().name("promotions").start(this::run);
    }

    /** Ends no round halfway: the database is there until it is through. */
    @Override
    public synchronized void stop() {
        running = false;
        Thread last = thread;
        thread = null;
        if (last != null) {
            last.interrupt();
            try {
                last.join(LONGEST_ROUND);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private void run() {
        try {
            while (running) {
                Thread.sleep(interval);
                round();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends first: one promotion may begin in the moment in which another ends. */
    void round() {
        try {
            take(after -> planned.toEnd(after, BATCH));
            take(after -> planned.toStart(after, BATCH));
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("Promotions that are due wait: {}", e.getMessage());
        }
    }

    private void take(Function<String, List<String>> due) {
        String after = "";
        List<String> ids = due.apply(after);
        while (!ids.isEmpty()) {
            ids.forEach(this::take);
            after = ids.getLast();
            ids = due.apply(after);
        }
    }

    private void take(String suggestionId) {
        try {
            planned.take(suggestionId);
        } catch (RuntimeException e) {
            LOG.error("The promotion of suggestion {} could not begin or end and is tried again", suggestionId, e);
        }
    }
}
