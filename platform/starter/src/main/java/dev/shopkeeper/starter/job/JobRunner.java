package dev.shopkeeper.starter.job;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import tools.jackson.databind.JsonNode;

/**
 * Runs jobs of this service in threads of their own. A job belongs to whoever holds its lease; the lease is renewed
 * while this process lives, given back at once when it stops in order, and taken over by another replica after it has
 * died.
 */
final class JobRunner implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(JobRunner.class);
    private static final int LONGEST_ERROR = 1_000;

    private final JobStore store;
    private final Supplier<Map<String, JobHandler>> handlers;
    private final JobProperties properties;
    private final MeterRegistry meters;
    private final String owner;
    private final Semaphore kicks = new Semaphore(0);
    private final Semaphore slots;
    private final Map<UUID, Running> runningJobs = new ConcurrentHashMap<>();
    private volatile boolean running;
    private @Nullable Thread poller;
    private @Nullable Thread heart;

    private record Running(RunningJob job, Thread thread) {}

    JobRunner(
            JobStore store,
            Supplier<Map<String, JobHandler>> handlers,
            JobProperties properties,
            MeterRegistry meters,
            String instance) {
        this.store = store;
        this.handlers = handlers;
        this.properties = properties;
        this.meters = meters;
        this.owner = instance + "/" + UUID.randomUUID();
        this.slots = new Semaphore(properties.concurrency());
    }

    /** Makes the runner look at once. */
    void kick() {
        kicks.release();
    }

    @Override
    public void start() {
        running = true;
        if (properties.concurrency() == 0 || handlers.get().isEmpty()) {
            return;
        }
        poller = Thread.ofPlatform().name("jobs").daemon().start(this::poll);
        heart = Thread.ofPlatform().name("jobs-lease").daemon().start(this::renew);
    }

    private void poll() {
        while (running) {
            try {
                while (running && slots.tryAcquire()) {
                    if (!startOne()) {
                        slots.release();
                        break;
                    }
                }
                if (kicks.tryAcquire(properties.poll().toMillis(), TimeUnit.MILLISECONDS)) {
                    kicks.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                slots.release();
                log.warn("Jobs wait: {}", e.getClass().getSimpleName());
                sleep(properties.poll());
            }
        }
    }

    private boolean startOne() {
        Optional<Claim> claim = store.claim(owner, handlers.get().keySet(), properties.lease());
        claim.ifPresent(taken -> {
            RunningJob job = new RunningJob(taken, store, properties);
            Thread thread = Thread.ofPlatform()
                    .name("job-" + taken.kind() + "-" + taken.id())
                    .daemon()
                    .priority(Thread.NORM_PRIORITY - 1)
                    .unstarted(() -> run(taken, job));
            runningJobs.put(taken.id(), new Running(job, thread));
            thread.start();
        });
        return claim.isPresent();
    }

    private void run(Claim claim, RunningJob job) {
        Timer.Sample sample = Timer.start(meters);
        String outcome = "lost";
        try {
            outcome = attempt(claim, job);
        } catch (RuntimeException e) {
            // The outcome could not be written: the lease runs out and the job is taken up again.
            log.warn(
                    "Job {} ended, but its end was not stored: {}",
                    claim.id(),
                    e.getClass().getSimpleName());
        } finally {
            runningJobs.remove(claim.id());
            slots.release();
            kick();
            sample.stop(Timer.builder("shopkeeper.job")
                    .description("Attempts at jobs")
                    .tag("kind", claim.kind())
                    .tag("outcome", outcome)
                    .register(meters));
        }
    }

    private String attempt(Claim claim, RunningJob job) {
        if (claim.failures() > properties.mostFailures()) {
            return fail(claim, "Given up after " + claim.failures() + " attempts that ended without a word.");
        }
        try {
            if (claim.cancelling()) {
                throw new JobCancelledException("Job " + claim.id() + " was cancelled.");
            }
            JobHandler handler = handlers.get().get(claim.kind());
            if (handler == null) {
                throw new IllegalStateException("There is no handler for jobs of kind '" + claim.kind() + "'.");
            }
            JsonNode result = handler.run(job);
            store.succeed(claim, result);
            return "succeeded";
        } catch (LeaseLostException e) {
            return "lost";
        } catch (JobCancelledException e) {
            store.end(claim, JobState.CANCELLED, null, Duration.ZERO);
            return "cancelled";
        } catch (JobFailedException e) {
            return fail(claim, message(e));
        } catch (Exception e) {
            if (!running) {
                return "lost"; // Interrupted because the service stops; stop() gives the job back.
            }
            log.warn("Job {} ({}) failed in attempt {}", claim.id(), claim.kind(), claim.attempt(), e);
            if (claim.failures() >= properties.mostFailures() && job.checkpoint() == claim.checkpoint()) {
                return fail(claim, message(e));
            }
            store.end(claim, JobState.QUEUED, message(e), backOff(claim.failures()));
            return "failed";
        }
    }

    private String fail(Claim claim, String error) {
        log.error("Job {} ({}) failed for good", claim.id(), claim.kind());
        store.end(claim, JobState.FAILED, error, Duration.ZERO);
        return "failed";
    }

    private Duration backOff(int failures) {
        long millis = properties.firstBackOff().toMillis() << Math.min(failures - 1, 20);
        return Duration.ofMillis(Math.min(millis, properties.longestBackOff().toMillis()));
    }

    private static String message(Exception failure) {
        String text = failure instanceof JobFailedException && failure.getMessage() != null
                ? failure.getMessage()
                : failure.getClass().getSimpleName() + ": " + failure.getMessage();
        return text.length() <= LONGEST_ERROR ? text : text.substring(0, LONGEST_ERROR);
    }

    private void renew() {
        while (running) {
            try {
                if (!runningJobs.isEmpty()) {
                    for (UUID id : store.renew(owner, runningJobs.keySet(), properties.lease())) {
                        Running cancelled = runningJobs.get(id);
                        if (cancelled != null) {
                            cancelled.job().cancel();
                        }
                    }
                }
            } catch (RuntimeException e) {
                log.warn(
                        "The leases of {} jobs were not renewed: {}",
                        runningJobs.size(),
                        e.getClass().getSimpleName());
            }
            if (!sleep(properties.lease().dividedBy(4))) {
                return;
            }
        }
    }

    @Override
    public void stop() {
        running = false;
        kick();
        runningJobs.values().forEach(one -> {
            one.job().stop();
            one.thread().interrupt();
        });
        if (poller != null) {
            join(poller, 1_000);
        }
        if (heart != null) {
            heart.interrupt();
        }
        runningJobs.values().forEach(one -> join(one.thread(), 2_000));
        try {
            store.release(owner);
        } catch (RuntimeException e) {
            log.warn(
                    "Leases were not given back and run out by themselves: {}",
                    e.getClass().getSimpleName());
        }
    }

    private static void join(Thread thread, long millis) {
        try {
            thread.join(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean sleep(Duration time) {
        try {
            Thread.sleep(time);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 150;
    }
}
