package dev.shopkeeper.local.postgres;

import dev.shopkeeper.local.LocalStackException;
import dev.shopkeeper.local.StackHome;
import dev.shopkeeper.local.process.ChildSpec;
import dev.shopkeeper.local.process.Group;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The server on this machine, listening on the loopback address only. */
public final class PostgresServer {
    public static final int MAJOR = 18;
    public static final String NAME = "postgresql";
    private static final String WRONG_PASSWORD = "28P01";

    private final StackHome home;
    private final int port;
    private final String password;

    public PostgresServer(StackHome home, int port, String superuserPassword) {
        this.home = home;
        this.port = port;
        this.password = superuserPassword;
    }

    public PostgresAdmin admin() {
        return new PostgresAdmin("jdbc:postgresql://127.0.0.1:" + port + "/", "postgres", password);
    }

    /** The name under which a data folder is made before it is whole. */
    public static Path unfinished(Path data) {
        return Cluster.unfinished(data);
    }

    /** Unpacks and initialises what is missing, stops a server left over here, and says how to start it. */
    public ChildSpec prepare() {
        Path binaries = PostgresBinaries.unpack(home.run());
        Path data = home.postgresData(MAJOR);
        Account account = Account.forDataIn(home.root());
        Cluster cluster = new Cluster(data, binaries, account);
        stopLeftOver(data);
        cluster.prepare(MAJOR, password);
        return new ChildSpec(
                NAME,
                Integer.toString(MAJOR),
                Group.DATABASE,
                account.command(command(binaries, data)),
                Map.of("LC_ALL", "C", "TZ", "UTC"),
                home.root(),
                home.log(NAME),
                // A "fast" shutdown; TERM would wait for every client to leave.
                "INT",
                () -> ready(cluster),
                Duration.ofSeconds(120),
                Duration.ofSeconds(4));
    }

    /** Refuses to go on when the server does not keep its promises, whatever the reason. */
    public void checkPromises() {
        for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
            String value = admin().show(setting);
            if (!value.equals("on")) {
                throw new LocalStackException("PostgreSQL runs with " + setting + "=" + value
                        + ", so a committed change could be lost. Maybe " + home.postgresData(MAJOR)
                        + "/postgresql.auto.conf sets it; remove it there.");
            }
        }
    }

    private List<String> command(Path binaries, Path data) {
        List<String> command = new ArrayList<>(List.of(
                binaries.resolve("bin/postgres").toString(), "-D", data.toString(), "-p", Integer.toString(port)));
        for (String setting : settings()) {
            command.add("-c");
            command.add(setting);
        }
        return command;
    }

    private static List<String> settings() {
        List<String> settings = new ArrayList<>(List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "fsync=on",
                "synchronous_commit=on",
                "full_page_writes=on",
                "max_connections=200",
                "shared_buffers=128MB",
                "jit=off",
                "log_destination=stderr",
                "logging_collector=off",
                "log_line_prefix=%m [%p] %u@%d ",
                "log_timezone=UTC",
                "timezone=UTC"));
        if (System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac")) {
            // There a plain fsync leaves the data in the drive's cache.
            settings.add("wal_sync_method=fsync_writethrough");
        }
        return settings;
    }

    private boolean ready(Cluster cluster) {
        try (Connection connection = admin().connect("postgres")) {
            return connection.isValid(2);
        } catch (SQLException e) {
            if (WRONG_PASSWORD.equals(e.getSQLState())) {
                throw new LocalStackException("The password in " + home.keysFile() + " is not that of the PostgreSQL"
                        + " data in " + cluster.data() + ". Maybe restore keys.env, or delete it: ./shop up then makes"
                        + " new keys and sets the password anew.");
            }
            return false;
        }
    }

    /** After keys were lost: gives the superuser the new password. Only while the server does not run. */
    public void resetSuperuserPassword() {
        Path data = home.postgresData(MAJOR);
        if (Files.exists(data.resolve("PG_VERSION"))) {
            stopLeftOver(data);
            Account account = Account.forDataIn(home.root());
            account.own(data);
            new Cluster(data, PostgresBinaries.unpack(home.run()), account).changeSuperuserPassword(password);
        }
    }

    private static void stopLeftOver(Path data) {
        Optional<ProcessHandle> leftOver = leftOver(data);
        if (leftOver.isEmpty()) {
            return;
        }
        try {
            new ProcessBuilder("kill", "-s", "INT", Long.toString(leftOver.get().pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            leftOver.get().onExit().get(10, TimeUnit.SECONDS);
        } catch (IOException | java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new LocalStackException(
                    "A PostgreSQL server (process " + leftOver.get().pid() + ") still uses " + data
                            + " and does not stop. Maybe stop it by hand.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The server that postmaster.pid names, when that process is indeed a PostgreSQL. */
    private static Optional<ProcessHandle> leftOver(Path data) {
        try {
            Path file = data.resolve("postmaster.pid");
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            List<String> lines = Files.readAllLines(file);
            return lines.isEmpty()
                    ? Optional.empty()
                    : ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                            .filter(process ->
                                    process.info().command().orElse("").endsWith("postgres"));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
