package dev.shopkeeper.local.process;

import dev.shopkeeper.local.LocalStackException;
import dev.shopkeeper.local.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A process of the stack: started, watched, started again when it dies, stopped. Safe for use by several threads. */
public final class Child {
    private final ChildSpec spec;
    private final Guard guard;
    private final Progress progress;
    private final boolean restart;
    private final Runnable changed;
    private final BackOff backOff = new BackOff();
    private @Nullable Process process;
    private ChildState state = ChildState.STOPPED;
    private long readyAt;
    private int restarts;
    private boolean closed;

    /** @param changed called after every change of state, and never under a lock of this child */
    public Child(ChildSpec spec, Guard guard, Progress progress, boolean restart, Runnable changed) {
        this.spec = spec;
        this.guard = guard;
        this.progress = progress;
        this.restart = restart;
        this.changed = changed;
        rotateLog();
    }

    public ChildSpec spec() {
        return spec;
    }

    public synchronized ChildState state() {
        return state;
    }

    public synchronized int restarts() {
        return restarts;
    }

    /** The process id, or -1 while none runs. */
    public synchronized long pid() {
        return process != null && process.isAlive() ? process.pid() : -1;
    }

    /** When the present process began, as the system knows it. */
    public synchronized Optional<Instant> processStart() {
        return process == null ? Optional.empty() : process.info().startInstant();
    }

    /** Starts the process and waits until it is ready. */
    public void start() {
        Process started = spawn();
        changed.run();
        awaitReady(started);
        synchronized (this) {
            readyAt = System.nanoTime();
        }
        setState(started, ChildState.READY);
        Thread.ofVirtual().name("watch-" + spec.name()).start(() -> watch(started));
    }

    /** Ends it with its own signal, and by force when that takes too long. No effect when it does not run. */
    public void stop() {
        Process running = leave();
        if (running == null) {
            return;
        }
        signal(running, spec.stopSignal());
        if (!waitFor(running, spec.stopWithin())) {
            progress.warn(
                    spec.name() + " did not stop within " + spec.stopWithin().toSeconds() + " s and is killed");
            running.destroyForcibly();
            waitFor(running, Duration.ofSeconds(3));
        }
        gone(running);
    }

    /** Ends it at once as a crash would, {@code kill -9}; it stays down until {@link #start()}. */
    public void kill() {
        Process running = leave();
        if (running != null) {
            running.destroyForcibly();
            waitFor(running, Duration.ofSeconds(10));
            gone(running);
        }
    }

    /** Never start again: the stack is stopping. */
    public synchronized void close() {
        closed = true;
    }

    private synchronized Process spawn() {
        if (closed) {
            throw new LocalStackException(spec.name() + " is not started: the stack is stopping");
        }
        if (process != null && process.isAlive()) {
            throw new IllegalStateException(spec.name() + " runs already as process " + process.pid());
        }
        List<String> command = new ArrayList<>(Detached.prefix());
        command.addAll(spec.command().get());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(spec.directory().toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
        builder.environment().putAll(spec.environment());
        try {
            Process started = builder.start();
            guard.add(spec.group(), started.pid());
            process = started;
            state = ChildState.STARTING;
            return started;
        } catch (IOException e) {
            throw new LocalStackException("Cannot start " + spec.name() + ": " + e.getMessage(), e);
        }
    }

    private void awaitReady(Process started) {
        Instant deadline = Instant.now().plus(spec.patience());
        while (!spec.ready().getAsBoolean()) {
            if (!started.isAlive()) {
                gone(started);
                setState(started, ChildState.DEAD);
                throw new LocalStackException(spec.name() + " ended with code " + started.exitValue()
                        + " before it was ready. The end of " + spec.log() + ":\n" + LogTail.of(spec.log()));
            }
            if (Instant.now().isAfter(deadline)) {
                throw new LocalStackException(spec.name() + " was not ready after "
                        + spec.patience().toSeconds() + " s. Maybe the machine is very busy. The end of " + spec.log()
                        + ":\n" + LogTail.of(spec.log()));
            }
            pause(Duration.ofMillis(100));
        }
    }

    private void watch(Process watched) {
        try {
            watched.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        synchronized (this) {
            if (closed || state == ChildState.STOPPED || process != watched) {
                return;
            }
            state = ChildState.DEAD;
            backOff.died(Duration.ofNanos(System.nanoTime() - readyAt));
        }
        gone(watched);
        changed.run();
        progress.warn(spec.name() + " (process " + watched.pid() + ") died with code " + watched.exitValue()
                + ". The end of " + spec.log() + ":\n" + LogTail.of(spec.log()));
        if (restart) {
            again();
        }
    }

    private void again() {
        while (true) {
            Duration before;
            synchronized (this) {
                if (closed || state != ChildState.DEAD) {
                    return;
                }
                if (backOff.hopeless()) {
                    progress.warn(spec.name() + " did not become ready " + backOff.failedStarts()
                            + " times in a row and stays down. Maybe its log says why: " + spec.log());
                    return;
                }
                before = backOff.pause();
            }
            pause(before);
            synchronized (this) {
                if (closed || state != ChildState.DEAD) {
                    return;
                }
                restarts++;
            }
            try {
                start();
                progress.say(spec.name() + " is back");
                return;
            } catch (LocalStackException e) {
                synchronized (this) {
                    backOff.failedToStart();
                    if (closed || state == ChildState.STOPPED) {
                        return;
                    }
                    state = ChildState.DEAD;
                    if (process != null) {
                        process.destroyForcibly();
                    }
                }
                progress.warn(e.getMessage() == null ? e.toString() : e.getMessage());
            }
        }
    }

    private synchronized @Nullable Process leave() {
        state = ChildState.STOPPED;
        return process != null && process.isAlive() ? process : null;
    }

    private void gone(Process ended) {
        guard.remove(spec.group(), ended.pid());
        changed.run();
    }

    private void setState(Process of, ChildState next) {
        synchronized (this) {
            if (process != of || state == ChildState.STOPPED) {
                return;
            }
            state = next;
        }
        changed.run();
    }

    private void rotateLog() {
        try {
            LogRotation.setAside(spec.log());
        } catch (IOException e) {
            progress.warn("The old log " + spec.log() + " stays in place: " + e.getMessage());
        }
    }

    private static void signal(Process running, String name) {
        if (name.equals("TERM")) {
            running.destroy();
            return;
        }
        try {
            new ProcessBuilder("kill", "-s", name, Long.toString(running.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            running.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean waitFor(Process running, Duration most) {
        try {
            return running.waitFor(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStackException("Interrupted while starting", e);
        }
    }
}
