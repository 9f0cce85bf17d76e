package dev.shopkeeper.inventory.imports.run;

import dev.shopkeeper.inventory.imports.format.EntityType;
import dev.shopkeeper.inventory.imports.format.ImportItem;
import dev.shopkeeper.inventory.imports.format.ImportOutput;
import dev.shopkeeper.inventory.imports.sink.EntitySink;
import dev.shopkeeper.inventory.imports.sink.SinkAnswer;
import dev.shopkeeper.inventory.imports.sink.SinkError;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes the items of a file in. Batches for other services travel concurrently; they are committed strictly in the order
 * of the file, each in one transaction with what it changes here, its counts and the number of items done. An attempt
 * that was cut off reads the file from the start and skips that many items: what was committed is not done again, and
 * what was on its way is sent again, which its receiver recognises. One thread.
 */
public final class ImportRun implements ImportOutput, AutoCloseable {

    private static final int LARGEST_LOCAL_BULK = 500;
    private static final int COMMIT_ATTEMPTS = 5;

    private final Map<EntityType, EntitySink> sinks;
    private final TransactionTemplate transactions;
    private final ImportProgress progress;
    private final int batchesInFlight;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Deque<Sent> inFlight = new ArrayDeque<>();
    private final AtomicReference<@Nullable String> waiting = new AtomicReference<>();

    private ImportCounts counts;
    private long done;
    private long toSkip;
    private Batch open = new Batch();

    private record Sent(Batch batch, Future<Map<EntityType, SinkAnswer>> answers) {}

    /** @param done items that an earlier attempt has committed */
    public ImportRun(
            Map<EntityType, EntitySink> sinks,
            TransactionTemplate transactions,
            ImportProgress progress,
            int batchesInFlight,
            long done,
            ImportCounts.Snapshot counts) {
        this.sinks = sinks;
        this.transactions = transactions;
        this.progress = progress;
        this.batchesInFlight = batchesInFlight;
        this.done = done;
        this.toSkip = done;
        this.counts = new ImportCounts(counts);
    }

    @Override
    public void accept(ImportItem item) {
        if (toSkip > 0) {
            toSkip--;
            return;
        }
        open.add(item);
        if (open.isFull()) {
            send();
        }
    }

    /** Sends what is left and waits until all is committed. */
    public ImportCounts.Snapshot finish() {
        if (!open.isEmpty()) {
            send();
        }
        while (!inFlight.isEmpty()) {
            commitOldest();
        }
        return counts.snapshot();
    }

    private void send() {
        Batch batch = open;
        open = new Batch();
        while (inFlight.size() >= batchesInFlight
                || inFlight.stream().anyMatch(sent -> sent.batch().touches(batch))) {
            commitOldest();
        }
        inFlight.add(new Sent(batch, executor.submit(() -> remote(batch))));
    }

    private Map<EntityType, SinkAnswer> remote(Batch batch) throws InterruptedException {
        Map<EntityType, SinkAnswer> answers = new EnumMap<>(EntityType.class);
        for (EntityType type : batch.types()) {
            EntitySink sink = sink(type);
            if (!sink.local()) {
                answers.put(type, sink.take(type, batch.bodies(type), waiting::set));
            }
        }
        return answers;
    }

    private void commitOldest() {
        Sent sent = inFlight.removeFirst();
        Map<EntityType, SinkAnswer> remote = await(sent.answers());
        for (int attempt = 1; ; attempt++) {
            ImportCounts next = new ImportCounts(counts.snapshot());
            try {
                transactions.executeWithoutResult(status -> commit(sent.batch(), remote, next));
                counts = next;
                done += sent.batch().size();
                return;
            } catch (TransientDataAccessException | UnexpectedRollbackException e) {
                if (attempt == COMMIT_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private void commit(Batch batch, Map<EntityType, SinkAnswer> remote, ImportCounts next) {
        Map<EntityType, SinkAnswer> answers = new EnumMap<>(EntityType.class);
        answers.putAll(remote);
        for (EntityType type : batch.types()) {
            EntitySink sink = sink(type);
            if (sink.local()) {
                answers.put(type, local(sink, type, batch.bodies(type)));
            }
        }
        List<LineError> errors = batch.account(next, answers);
        progress.save(done + batch.size(), next.snapshot(), errors);
    }

    private SinkAnswer local(EntitySink sink, EntityType type, List<ObjectNode> bodies) {
        List<SinkError> errors = new ArrayList<>();
        int unchanged = 0;
        try {
            for (int from = 0; from < bodies.size(); from += LARGEST_LOCAL_BULK) {
                int start = from;
                SinkAnswer answer = sink.take(
                        type, bodies.subList(from, Math.min(from + LARGEST_LOCAL_BULK, bodies.size())), waiting::set);
                answer.errors()
                        .forEach(error -> errors.add(new SinkError(
                                error.index() + start,
                                error.column(),
                                error.value(),
                                error.reason(),
                                error.message())));
                unchanged += answer.unchanged();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The import was interrupted", e);
        }
        return new SinkAnswer(unchanged, errors);
    }

    private Map<EntityType, SinkAnswer> await(Future<Map<EntityType, SinkAnswer>> answers) {
        try {
            while (true) {
                try {
                    return answers.get(1, TimeUnit.SECONDS);
                } catch (TimeoutException e) {
                    progress.alive(waiting.get());
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("A batch could not be sent", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The import was interrupted", e);
        }
    }

    private EntitySink sink(EntityType type) {
        EntitySink sink = sinks.get(type);
        if (sink == null) {
            throw new IllegalStateException("Nothing takes " + type.listName());
        }
        return sink;
    }

    @Override
    public void close() {
        inFlight.forEach(sent -> sent.answers().cancel(true));
        executor.shutdownNow();
        executor.close();
    }
}
