package dev.shopkeeper.recommendation.index;

import dev.shopkeeper.recommendation.catalogue.Catalogue;
import dev.shopkeeper.recommendation.catalogue.CatalogueStore;
import dev.shopkeeper.recommendation.interaction.InteractionLog;
import dev.shopkeeper.recommendation.interaction.InteractionLog.Cursor;
import dev.shopkeeper.recommendation.interaction.InteractionLog.Followed;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The one thread that reads the tables into memory: everything at start, then what is new, several times a second. A
 * database that does not answer is asked again, with the indexes as they are.
 *
 * <p>Only items that the catalogue knows are indexed, since anybody with a publishable key can invent ids: memory is
 * bounded by the catalogue. What was said of an item before it was in the catalogue stays in the log and is taken in when
 * it arrives.
 */
@Component
public class IndexFollower implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(IndexFollower.class);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final int ITEMS_AT_ONCE = 1000;
    private static final long SETTLE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final InteractionLog log;
    private final CatalogueStore store;
    private final Catalogue catalogue;
    private final ServingIndex index;
    private final IndexSettings settings;
    private final Counter passedOver;
    private final List<String> late = new ArrayList<>();
    private List<String> catching = List.of();
    private Cursor caughtUp = Cursor.START;
    private volatile Cursor cursor = Cursor.START;
    private volatile boolean built;
    private volatile boolean reachable = true;
    private volatile boolean running;
    private String horizon = CatalogueStore.START;
    private long settledAt;
    private boolean unsettled;
    private Thread thread = new Thread();

    IndexFollower(
            InteractionLog log,
            CatalogueStore store,
            Catalogue catalogue,
            ServingIndex index,
            IndexSettings settings,
            MeterRegistry meters) {
        this.log = log;
        this.store = store;
        this.catalogue = catalogue;
        this.index = index;
        this.settings = settings;
        this.passedOver = Counter.builder("shopkeeper.recommendation.index.unknown")
                .description("Rows not indexed, since the catalogue does not know their item")
                .register(meters);
        meters.gauge(
                "shopkeeper.recommendation.index.rows", index, i -> i.size().rows());
        meters.gauge(
                "shopkeeper.recommendation.index.pairs", index, i -> i.size().pairs());
        meters.gauge(
                "shopkeeper.recommendation.index.items", index, i -> i.size().items());
    }

    /** Whether everything that was there at start has been read. */
    public boolean built() {
        return built;
    }

    /** Whether the database answered when it was last read. */
    public boolean reachable() {
        return reachable;
    }

    /** How far the log has been read. */
    public Cursor cursor() {
        return cursor;
    }

    @Override
    public synchronized void start() {
        running = true;
        thread = Thread.ofPlatform().name("index-follower").daemon().start(this::follow);
    }

    @Override
    public synchronized void stop() {
        running = false;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void follow() {
        long begun = System.nanoTime();
        while (running) {
            try {
                boolean more = step();
                reachable = true;
                if (!more && !built) {
                    settle();
                    built = true;
                    LOG.info(
                            "Built the indexes in {} ms: {}",
                            TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun),
                            index.size());
                }
                if (!more) {
                    Thread.sleep(settings.pollInterval());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                if (reachable && running) {
                    LOG.warn("Cannot read new interactions; answering from what is known and trying on", e);
                }
                reachable = false;
                pause();
            }
        }
    }

    /** Reads once; whether there is more to read at once. */
    private boolean step() {
        horizon = store.follow(horizon, catalogue);
        catalogue.settle();
        catchUp();
        List<Followed> rows = log.after(cursor, settings.batch());
        if (!rows.isEmpty()) {
            List<Followed> known = rows.stream()
                    .filter(row -> row.catalogued() || catalogue.knows(row.itemId()))
                    .toList();
            apply(known);
            passedOver.increment(rows.size() - known.size());
            cursor = rows.getLast().cursor();
        }
        if (unsettled && System.nanoTime() - settledAt > SETTLE_NANOS) {
            settle();
        }
        return rows.size() == settings.batch();
    }

    /**
     * Takes in what was passed over while its item was unknown. A row marked as catalogued is applied when it is met,
     * whether this replica has heard of the item yet or not; one that is not marked is applied when it is met if the item
     * is known by then, and here otherwise: each once.
     */
    private void catchUp() {
        late.addAll(catalogue.arrived());
        if (cursor.equals(Cursor.START)) {
            late.clear();
        }
        while (!catching.isEmpty() || !late.isEmpty()) {
            if (catching.isEmpty()) {
                List<String> next = late.subList(0, Math.min(late.size(), ITEMS_AT_ONCE));
                catching = List.copyOf(next);
                caughtUp = Cursor.START;
                next.clear();
            }
            List<Followed> rows = log.uncatalogued(catching, caughtUp, cursor, settings.batch());
            if (rows.isEmpty()) {
                catching = List.of();
            } else {
                apply(rows);
                caughtUp = rows.getLast().cursor();
            }
        }
    }

    private void apply(List<Followed> rows) {
        index.apply(rows);
        unsettled = unsettled || !rows.isEmpty();
    }

    private void settle() {
        index.settle();
        settledAt = System.nanoTime();
        unsettled = false;
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
