package dev.shopkeeper.local;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How to run a local stack.
 *
 * @param repository the folder with the built modules
 * @param home where data, logs and keys live
 * @param applications which applications to start; none for PostgreSQL and Kafka alone
 * @param restart whether a child that dies is started again
 * @param force whether to try although memory looks too little
 * @param bind the address on which the gateway listens; everything else stays on 127.0.0.1
 * @param infrastructure servers that exist already
 * @param environment variables passed on to every application, over the launcher's own
 */
public record StackOptions(
        Path repository,
        StackHome home,
        Ports ports,
        Set<Application> applications,
        boolean restart,
        boolean force,
        String bind,
        Infrastructure infrastructure,
        Map<String, String> environment) {
    /** Loopback: a stack with development keys is nobody else's to reach. */
    public static final String LOOPBACK = "127.0.0.1";

    public StackOptions {
        repository = repository.toAbsolutePath().normalize();
        applications = applications.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(applications));
        environment = Map.copyOf(environment);
    }

    /** Everything, as {@code ./shop up} does it. */
    public static StackOptions of(Path repository, Path home) {
        return new StackOptions(
                repository,
                new StackHome(home),
                Ports.defaults(),
                EnumSet.allOf(Application.class),
                true,
                false,
                LOOPBACK,
                Infrastructure.OWN,
                Map.of());
    }

    public StackOptions withPorts(Ports value) {
        return new StackOptions(
                repository, home, value, applications, restart, force, bind, infrastructure, environment);
    }

    public StackOptions withApplications(Set<Application> value) {
        return new StackOptions(repository, home, ports, value, restart, force, bind, infrastructure, environment);
    }

    public StackOptions withRestart(boolean value) {
        return new StackOptions(repository, home, ports, applications, value, force, bind, infrastructure, environment);
    }

    public StackOptions withForce(boolean value) {
        return new StackOptions(
                repository, home, ports, applications, restart, value, bind, infrastructure, environment);
    }

    public StackOptions withBind(String value) {
        return new StackOptions(
                repository, home, ports, applications, restart, force, value, infrastructure, environment);
    }

    public StackOptions withInfrastructure(Infrastructure value) {
        return new StackOptions(repository, home, ports, applications, restart, force, bind, value, environment);
    }

    public StackOptions withEnvironment(Map<String, String> value) {
        return new StackOptions(repository, home, ports, applications, restart, force, bind, infrastructure, value);
    }

    /**
     * Servers that exist already and are used in place of our own.
     *
     * @param postgres {@code postgresql://user:password@host:port/database}, a role that may create roles and databases
     * @param kafka bootstrap servers, {@code host:port,host:port}
     */
    public record Infrastructure(
            @Nullable String postgres, @Nullable String kafka) {
        public static final Infrastructure OWN = new Infrastructure(null, null);

        /** Reads {@code postgres=URL,kafka=URL}; either may be absent. */
        public static Infrastructure parse(String text) {
            String postgres = null;
            StringBuilder kafka = new StringBuilder();
            boolean inKafka = false;
            for (String part : text.split(",", -1)) {
                if (part.startsWith("postgres=")) {
                    postgres = part.substring("postgres=".length()).strip();
                    inKafka = false;
                } else if (part.startsWith("kafka=")) {
                    kafka.append(part.substring("kafka=".length()).strip());
                    inKafka = true;
                } else if (inKafka && !part.isBlank()) {
                    kafka.append(',').append(part.strip());
                } else {
                    throw new IllegalArgumentException("--infra has '" + part
                            + "', but knows only postgres=URL and kafka=HOST:PORT. Maybe a comma or '=' is missing.");
                }
            }
            if ((postgres != null && postgres.isEmpty()) || (inKafka && kafka.isEmpty())) {
                throw new IllegalArgumentException("--infra names a server without its address: '" + text + "'");
            }
            return new Infrastructure(postgres, kafka.isEmpty() ? null : kafka.toString());
        }
    }
}
