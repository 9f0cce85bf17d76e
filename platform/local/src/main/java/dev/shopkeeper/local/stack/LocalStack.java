package dev.shopkeeper.local.stack;

import dev.shopkeeper.local.Application;
import dev.shopkeeper.local.LocalStackException;
import dev.shopkeeper.local.Ports;
import dev.shopkeeper.local.Progress;
import dev.shopkeeper.local.StackHome;
import dev.shopkeeper.local.StackOptions;
import dev.shopkeeper.local.application.AotCache;
import dev.shopkeeper.local.application.ApplicationProcess;
import dev.shopkeeper.local.kafka.KafkaBroker;
import dev.shopkeeper.local.kafka.Topics;
import dev.shopkeeper.local.key.DevelopmentKeys;
import dev.shopkeeper.local.postgres.Folders;
import dev.shopkeeper.local.postgres.PostgresAdmin;
import dev.shopkeeper.local.postgres.PostgresServer;
import dev.shopkeeper.local.process.Child;
import dev.shopkeeper.local.process.ChildSpec;
import dev.shopkeeper.local.process.Detached;
import dev.shopkeeper.local.process.Group;
import dev.shopkeeper.local.process.Guard;
import dev.shopkeeper.local.process.LogRotation;
import dev.shopkeeper.local.process.Priority;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The platform on this machine. {@link #start} returns when every process is ready; {@link #close} stops the
 * applications, then Kafka, then PostgreSQL. Tests start a second stack beside the first with a home and a port offset of
 * its own, and may kill and start its processes by name.
 *
 * <p>Safe for use by several threads. When the JVM that holds it is killed, its processes end by themselves.
 */
public final class LocalStack implements AutoCloseable {
    /** More at once only compete for the processor. */
    private static final int STARTED_AT_ONCE = 3;

    private final StackOptions options;
    private final Progress progress;
    private final StackLock lock;
    private final DevelopmentKeys keys;
    private final Guard guard;
    private final LogRotation logs;
    private final Map<String, Child> children = new LinkedHashMap<>();
    private final List<Process> beside = new ArrayList<>();
    private final Executor executor;
    private final String databaseAddress;
    private final String bootstrapServers;
    private boolean closed;

    private LocalStack(StackOptions options, Progress progress, StackLock lock) {
        this.options = options;
        this.progress = progress;
        this.lock = lock;
        this.executor = Executors.newVirtualThreadPerTaskExecutor();
        StackHome home = options.home();
        new LeftOvers(home, progress).end();
        if (!options.force()) {
            if (!options.applications().isEmpty()) {
                Machine.checkMemory(Machine.availableMemory());
            }
            Machine.checkDisk(home.root());
        }
        checkPorts();
        String postgres = options.infrastructure().postgres();
        this.databaseAddress = postgres == null
                ? "jdbc:postgresql://127.0.0.1:" + options.ports().postgres() + "/"
                : PostgresAdmin.of(postgres).url();
        String kafka = options.infrastructure().kafka();
        this.bootstrapServers = kafka == null ? "127.0.0.1:" + options.ports().kafka() : kafka;
        this.keys = DevelopmentKeys.provide(
                home, "http://localhost:" + options.ports().of(Application.GATEWAY), bootstrapServers, databaseAddress);
        this.guard = Guard.start(home.log("guard"));
        this.logs = LogRotation.start(home.logs(), progress);
    }

    /** Starts everything the options ask for; when something fails, stops what was started and says what failed. */
    public static LocalStack start(StackOptions options, Progress progress) {
        return start(options, progress, stack -> {});
    }

    /**
     * The same, for a caller who must be able to stop a stack that is still starting.
     *
     * @param created given the stack before its first process is started
     */
    public static LocalStack start(StackOptions options, Progress progress, Consumer<LocalStack> created) {
        options.home().create();
        StackLock lock = StackLock.take(options.home());
        LocalStack stack;
        try {
            stack = new LocalStack(options, progress, lock);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
        created.accept(stack);
        try {
            stack.startAll();
            return stack;
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    /** Deletes what a stack keeps in this home; refused while one runs there. */
    public static void wipe(StackHome home, boolean keysToo) {
        home.create();
        try (StackLock lock = StackLock.take(home)) {
            new LeftOvers(home, Progress.silent()).end();
            Path postgres = home.postgresData(PostgresServer.MAJOR);
            Folders.delete(postgres);
            Folders.delete(PostgresServer.unfinished(postgres));
            Folders.delete(home.kafkaData());
            Folders.delete(home.logs());
            Folders.delete(home.pids());
            Files.deleteIfExists(home.stateFile());
            Files.deleteIfExists(home.demoMarker());
            Files.deleteIfExists(home.demoState());
            Files.deleteIfExists(home.trainedMarker());
            if (keysToo) {
                Files.deleteIfExists(home.keysFile());
                Files.deleteIfExists(home.apiKeysFile());
            }
        } catch (IOException e) {
            throw new LocalStackException("Cannot delete all of " + home.root() + ": " + e.getMessage(), e);
        }
    }

    public URI gateway() {
        return url(Application.GATEWAY);
    }

    public URI url(Application application) {
        return URI.create("http://127.0.0.1:" + options.ports().of(application));
    }

    public DevelopmentKeys keys() {
        return keys;
    }

    public StackOptions options() {
        return options;
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** JDBC address of an application's database; its user has the database's name. */
    public String jdbcUrl(Application application) {
        return databaseAddress + application.database();
    }

    /** The server's administrator, for looking into any database. */
    public PostgresAdmin postgres() {
        String own = options.infrastructure().postgres();
        return own == null
                ? new PostgresServer(options.home(), options.ports().postgres(), keys.postgresPassword()).admin()
                : PostgresAdmin.of(own);
    }

    /** A process by its name: {@code postgresql}, {@code kafka}, or an application's. */
    public Child child(String name) {
        synchronized (children) {
            Child child = children.get(name);
            if (child == null) {
                child = children.get(name + "-service");
            }
            if (child == null) {
                throw new IllegalArgumentException("There is no process '" + name + "' among " + children.keySet());
            }
            return child;
        }
    }

    /** The process id, or -1 while it does not run. */
    public long pid(String name) {
        return child(name).pid();
    }

    /** {@code kill -9}; it stays down until {@link #start(String)}. */
    public void kill(String name) {
        child(name).kill();
    }

    public void stop(String name) {
        child(name).stop();
    }

    /** Starts a process that was stopped or killed and waits until it is ready. */
    public void start(String name) {
        child(name).start();
    }

    public Collection<Child> children() {
        synchronized (children) {
            return List.copyOf(children.values());
        }
    }

    /**
     * Runs a program beside the stack to its end, and passes on its output line by line. It does not outlive the stack.
     *
     * @return its exit code
     */
    public int runBeside(List<String> command, Consumer<String> line) {
        try {
            return beside(new ProcessBuilder(command).redirectErrorStream(true), process -> {
                try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
                    reader.lines().forEach(line);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw new LocalStackException("Cannot read from " + command.getFirst() + ": " + e.getMessage(), e);
        }
    }

    private int beside(ProcessBuilder builder, Consumer<Process> started) {
        List<String> command = builder.command();
        List<String> words = new ArrayList<>(Detached.prefix());
        words.addAll(command);
        try {
            Process process;
            synchronized (children) {
                if (closed) {
                    throw new LocalStackException("The stack is stopping");
                }
                process = builder.command(words).start();
                beside.add(process);
            }
            try {
                guard.add(Group.APPLICATIONS, process.pid());
                started.accept(process);
                int code = process.waitFor();
                synchronized (children) {
                    if (closed) {
                        throw new LocalStackException("The stack is stopping");
                    }
                }
                guard.remove(Group.APPLICATIONS, process.pid());
                return code;
            } finally {
                boolean stopping;
                synchronized (children) {
                    stopping = closed;
                    beside.remove(process);
                }
                if (!stopping) {
                    end(process);
                }
            }
        } catch (IOException e) {
            throw new LocalStackException("Cannot run " + command.getFirst() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStackException("Interrupted", e);
        }
    }

    /**
     * Starts each application once more, beside the running one, so that its JVM remembers what it loaded, which halves
     * the cost of later starts. One after the other; those that have such a cache are left out.
     *
     * @param atLeisure whether it takes the processor only when nobody else wants it
     * @return how many applications became warm
     */
    public int warm(boolean atLeisure) {
        ApplicationProcess processes = new ApplicationProcess(options, keys, databaseAddress, bootstrapServers);
        Path log = options.home().log("training");
        int warmed = 0;
        for (Application application : Application.values()) {
            AotCache cache = processes.cache(application);
            try {
                cache.deleteOthers();
                if (cache.exists()) {
                    continue;
                }
                Machine.checkRoomForTraining(options.home().root());
                for (List<String> command : processes.training(application, cache)) {
                    ProcessBuilder builder = new ProcessBuilder(atLeisure ? Priority.lowest(command) : command)
                            .directory(options.home().root().toFile())
                            .redirectErrorStream(true)
                            .redirectInput(Path.of("/dev/null").toFile())
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
                    builder.environment().putAll(processes.trainingEnvironment(application));
                    int code = beside(builder, atLeisure ? Priority::lower : process -> {});
                    if (code != 0) {
                        throw new LocalStackException(application.module() + " left no cache (code " + code
                                + "). Maybe the log says why: " + log);
                    }
                }
                Files.move(cache.unfinished(), cache.file(), StandardCopyOption.ATOMIC_MOVE);
                Files.deleteIfExists(cache.recording());
                warmed++;
            } catch (IOException e) {
                throw new LocalStackException("Cannot write " + cache.file() + ": " + e.getMessage(), e);
            }
        }
        return warmed;
    }

    /** Whether every application has a cache for a quick start. */
    public boolean isWarm() {
        ApplicationProcess processes = new ApplicationProcess(options, keys, databaseAddress, bootstrapServers);
        return List.of(Application.values()).stream()
                .allMatch(application -> processes.cache(application).exists());
    }

    private static void end(Process process) {
        process.destroyForcibly();
        boolean interrupted = false;
        while (process.isAlive()) {
            try {
                process.waitFor();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        synchronized (children) {
            if (closed) {
                return;
            }
            closed = true;
        }
        children().forEach(Child::close);
        List<Process> runs;
        synchronized (children) {
            runs = List.copyOf(beside);
        }
        runs.forEach(Process::destroy);
        try {
            for (Group group : Group.values()) {
                together(children().stream()
                        .filter(child -> child.spec().group() == group)
                        .map(child -> (Callable<Void>) () -> {
                            child.stop();
                            return null;
                        })
                        .toList());
            }
        } finally {
            // What took the request to end at its leisure has nothing to lose.
            runs.forEach(LocalStack::end);
            logs.close();
            guard.close();
            writeState();
            lock.close();
        }
    }

    private void startAll() {
        ApplicationProcess processes = new ApplicationProcess(options, keys, databaseAddress, bootstrapServers);
        List<Callable<Void>> infrastructure = new ArrayList<>();
        infrastructure.add(() -> {
            startPostgres();
            return null;
        });
        infrastructure.add(() -> {
            startKafka();
            return null;
        });
        Map<Application, ChildSpec> specs = new EnumMap<>(Application.class);
        infrastructure.add(() -> {
            // Unpacking is for the disk; it fits beside the start of the servers.
            for (Application application : inOrder()) {
                specs.put(application, processes.prepare(application));
            }
            return null;
        });
        together(infrastructure);
        Semaphore slots = new Semaphore(STARTED_AT_ONCE, true);
        List<Callable<Void>> starts = new ArrayList<>();
        for (Application application : inOrder()) {
            ChildSpec spec = specs.get(application);
            if (spec == null) {
                continue;
            }
            Child child = adopt(spec);
            starts.add(() -> {
                slots.acquire();
                try {
                    child.start();
                    progress.say(application.module() + " ready on " + url(application));
                } finally {
                    slots.release();
                }
                return null;
            });
        }
        together(starts);
    }

    private void startPostgres() {
        String existing = options.infrastructure().postgres();
        PostgresAdmin admin;
        if (existing == null) {
            PostgresServer server =
                    new PostgresServer(options.home(), options.ports().postgres(), keys.postgresPassword());
            if (keys.superuserPasswordIsNew()) {
                server.resetSuperuserPassword();
            }
            adopt(server.prepare()).start();
            server.checkPromises();
            admin = server.admin();
            progress.say("PostgreSQL ready on 127.0.0.1:" + options.ports().postgres());
        } else {
            admin = PostgresAdmin.of(existing);
        }
        for (Application application : Application.values()) {
            String database = application.database();
            if (database != null) {
                admin.provide(database, keys.databasePassword(application));
            }
        }
        if (existing != null) {
            progress.say("PostgreSQL at " + admin.url() + " has its databases");
        }
    }

    private void startKafka() {
        if (options.infrastructure().kafka() == null) {
            KafkaBroker broker = new KafkaBroker(
                    options.home(), options.ports().kafka(), options.ports().kafkaController());
            adopt(broker.prepare()).start();
        }
        Topics.create(bootstrapServers);
        progress.say("Kafka ready on " + bootstrapServers);
    }

    private List<Application> inOrder() {
        return List.of(Application.values()).stream()
                .filter(options.applications()::contains)
                .toList();
    }

    private Child adopt(ChildSpec spec) {
        synchronized (children) {
            if (closed) {
                throw new LocalStackException("The stack is stopping");
            }
            Child child = new Child(spec, guard, progress, options.restart(), this::writeState);
            children.put(spec.name(), child);
            return child;
        }
    }

    private void checkPorts() {
        Ports ports = options.ports();
        if (options.infrastructure().postgres() == null) {
            Machine.checkPort("PostgreSQL", ports.postgres(), "SHOPKEEPER_PORT_POSTGRES");
        }
        if (options.infrastructure().kafka() == null) {
            Machine.checkPort("Kafka", ports.kafka(), "SHOPKEEPER_PORT_KAFKA");
            Machine.checkPort("Kafka's controller", ports.kafkaController(), "SHOPKEEPER_PORT_KAFKA_CONTROLLER");
        }
        for (Application application : inOrder()) {
            Machine.checkPort(application.module(), ports.of(application), "SHOPKEEPER_PORT_" + application.name());
        }
    }

    private void writeState() {
        synchronized (children) {
            List<StackState.ProcessState> states = new ArrayList<>();
            for (Child child : children.values()) {
                states.add(new StackState.ProcessState(
                        child.spec().name(),
                        child.pid(),
                        child.processStart().orElse(null),
                        child.state().name(),
                        port(child.spec().name()),
                        child.spec().version(),
                        child.restarts(),
                        child.spec().log().toString()));
            }
            ProcessHandle self = ProcessHandle.current();
            new StackState(
                            closed ? -1 : self.pid(),
                            self.info().startInstant().orElse(null),
                            bootstrapServers,
                            databaseAddress,
                            states)
                    .write(options.home());
        }
    }

    private int port(String process) {
        return switch (process) {
            case PostgresServer.NAME -> options.ports().postgres();
            case KafkaBroker.NAME -> options.ports().kafka();
            default -> options.ports().of(Application.named(process));
        };
    }

    /** Runs all, and throws the first failure as soon as it happens. */
    private void together(List<Callable<Void>> tasks) {
        CompletableFuture<@Nullable Void> failed = new CompletableFuture<>();
        List<CompletableFuture<Void>> running = new ArrayList<>();
        for (Callable<Void> task : tasks) {
            running.add(CompletableFuture.runAsync(
                    () -> {
                        try {
                            task.call();
                        } catch (Exception e) {
                            failed.completeExceptionally(e);
                            throw new CompletionException(e);
                        }
                    },
                    executor));
        }
        try {
            CompletableFuture.anyOf(failed, CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)))
                    .join();
        } catch (CompletionException e) {
            Throwable cause = e.getCause();
            throw cause instanceof RuntimeException runtime
                    ? runtime
                    : new LocalStackException(String.valueOf(cause), cause);
        }
    }
}
