package dev.shopkeeper.testing.infrastructure;

import java.util.Locale;

/**
 * Where the servers of a test run come from.
 *
 * @param kind containers or embedded
 * @param reason why, for people who read the test report
 */
public record Infrastructure(Kind kind, String reason) {

    /** Name of the system property that forces a kind: {@code auto}, {@code embedded}, {@code testcontainers}. */
    public static final String PROPERTY = "platform.test.infra";

    /** The two ways to have real servers. */
    public enum Kind {
        /** PostgreSQL from its real binaries, a Kafka broker in this JVM. */
        EMBEDDED,
        /** The official images, started by Testcontainers. */
        TESTCONTAINERS
    }

    /**
     * Decides: what the property says, or for {@code auto} containers where an engine and both images are there. An
     * engine alone is not enough: a missing image would be pulled for minutes before it fails.
     *
     * @throws IllegalArgumentException if the property has another value
     */
    static Infrastructure decide(String wanted, ContainerEngine engine) {
        return switch (wanted.toLowerCase(Locale.ROOT)) {
            case "embedded" -> new Infrastructure(Kind.EMBEDDED, "asked for by -D" + PROPERTY);
            case "testcontainers" -> new Infrastructure(Kind.TESTCONTAINERS, "asked for by -D" + PROPERTY);
            case "auto", "" ->
                engine.missing()
                        .map(missing -> new Infrastructure(Kind.EMBEDDED, missing))
                        .orElseGet(() -> new Infrastructure(Kind.TESTCONTAINERS, "engine and images are there"));
            default ->
                throw new IllegalArgumentException("-D" + PROPERTY + "=" + wanted
                        + " is unknown. Maybe you mean auto, embedded or testcontainers?");
        };
    }

    /** One plain line for the test report. */
    public String describe() {
        return "Test infrastructure: PostgreSQL and Kafka " + (kind == Kind.EMBEDDED ? "embedded" : "in containers")
                + " (" + reason + ")";
    }
}
