package dev.shopkeeper.starter.observability;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Ends this process in order when the launcher that started it is gone, however it went. */
final class ParentWatch implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ParentWatch.class);

    private final long parentPid;
    private final Runnable exit;
    private volatile boolean running;

    ParentWatch(long parentPid) {
        this(parentPid, () -> System.exit(0));
    }

    ParentWatch(long parentPid, Runnable exit) {
        this.parentPid = parentPid;
        this.exit = exit;
    }

    @Override
    public void start() {
        running = true;
        Optional<ProcessHandle> parent = ProcessHandle.of(parentPid);
        if (parent.isEmpty()) {
            leave();
            return;
        }
        parent.get().onExit().thenRun(this::leave);
    }

    private void leave() {
        if (running) {
            log.info("Process {}, which started this one, is gone; stopping.", parentPid);
            Thread.ofPlatform().name("parent-gone").start(exit);
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
