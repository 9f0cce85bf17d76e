package dev.shopkeeper.recommendation.algebra;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleConsumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** Independent pieces of work, numbered, on a few threads of their own. What a piece does must not depend on the thread. */
public final class Parallel {

    private static final int BLOCK = 16;

    private Parallel() {}

    /**
     * Does all pieces from 0 on. An exception of one piece, or of {@code progress}, ends the others and is thrown.
     *
     * @param worker makes what one thread needs, and takes the pieces
     * @param progress hears a fraction now and then, on the calling thread
     */
    public static void run(int pieces, int threads, Supplier<IntConsumer> worker, DoubleConsumer progress) {
        AtomicInteger next = new AtomicInteger();
        if (threads == 1) {
            IntConsumer alone = worker.get();
            for (int piece = 0; piece < pieces; piece++) {
                alone.accept(piece);
                if (piece % BLOCK == 0) {
                    progress.accept((double) piece / pieces);
                }
            }
            return;
        }
        try (ExecutorService executor = Executors.newFixedThreadPool(
                threads - 1, Thread.ofPlatform().daemon().name("training-", 0).factory())) {
            List<Future<?>> others = new ArrayList<>();
            for (int thread = 1; thread < threads; thread++) {
                others.add(executor.submit(() -> work(next, pieces, worker.get(), done -> {})));
            }
            try {
                work(next, pieces, worker.get(), progress);
                for (Future<?> other : others) {
                    other.get();
                }
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("The training was interrupted");
            } finally {
                next.set(pieces);
            }
        }
    }

    private static void work(AtomicInteger next, int pieces, IntConsumer worker, DoubleConsumer progress) {
        try {
            for (int from = next.getAndAdd(BLOCK); from < pieces; from = next.getAndAdd(BLOCK)) {
                for (int piece = from; piece < Math.min(pieces, from + BLOCK); piece++) {
                    worker.accept(piece);
                }
                progress.accept((double) from / pieces);
            }
        } catch (RuntimeException | Error e) {
            next.set(pieces);
            throw e;
        }
    }
}
