package dev.shopkeeper.benchmarks.startup;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What has to be done in the end, the latest first, each once: on {@link #close}, or when the JVM is told to end before.
 * Safe for use by several threads.
 */
public final class Cleanup implements AutoCloseable {

    /** One thing to do in the end. */
    @FunctionalInterface
    public interface Step {
        void run() throws Exception;
    }

    private final Deque<Step> steps = new ArrayDeque<>();
    private final Thread hook = new Thread(this::runAll, "clean-up");
    private boolean closed;

    public Cleanup() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Adds what is to be done in the end.
     *
     * @throws IllegalStateException if the end has come already; the step is then done at once
     */
    public synchronized void add(Step step) {
        if (closed) {
            run(step);
            throw new IllegalStateException("It ends, and nothing more is begun.");
        }
        steps.push(step);
    }

    /** How many steps wait. */
    public synchronized int size() {
        return steps.size();
    }

    /** Does the latest steps now, until only so many wait. */
    public synchronized void undoTo(int size) {
        while (steps.size() > size) {
            run(steps.pop());
        }
    }

    @Override
    public void close() {
        runAll();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM ends already, and the hook has nothing left to do.
        }
    }

    /** Holds the lock to the end, so that whoever comes second waits for the first. */
    private synchronized void runAll() {
        closed = true;
        undoTo(0);
    }

    @SuppressWarnings("SystemOut") // the figures go to the standard output, and this does not
    private static void run(Step step) {
        try {
            step.run();
        } catch (Exception e) {
            System.err.println("Something may be left behind: " + e.getMessage());
        }
    }
}
