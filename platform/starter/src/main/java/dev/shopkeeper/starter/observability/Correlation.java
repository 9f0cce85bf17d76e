package dev.shopkeeper.starter.observability;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The correlation id of what this thread is working on. It travels in the HTTP header {@value #HTTP_HEADER}, in the
 * Kafka header {@value #KAFKA_HEADER}, and stands in every log line.
 */
public final class Correlation {

    public static final String HTTP_HEADER = "X-Correlation-Id";
    public static final String KAFKA_HEADER = "correlation_id";
    static final String MDC_KEY = "correlation_id";

    private Correlation() {}

    /** The present id, or null outside any request or event. */
    public static @Nullable String current() {
        return MDC.get(MDC_KEY);
    }

    /** Adopts an id that came from outside if it is harmless, else makes a new one; close to forget it again. */
    public static Scope open(@Nullable String offered) {
        String previous = MDC.get(MDC_KEY);
        String id = offered != null && isHarmless(offered)
                ? offered
                : UUID.randomUUID().toString();
        MDC.put(MDC_KEY, id);
        return new Scope(id, previous);
    }

    private static boolean isHarmless(String offered) {
        return offered.matches("[A-Za-z0-9._:/+=-]{1,128}");
    }

    /** The time during which a correlation id holds on this thread. */
    public static final class Scope implements AutoCloseable {

        private final String id;
        private final @Nullable String previous;

        private Scope(String id, @Nullable String previous) {
            this.id = id;
            this.previous = previous;
        }

        public String id() {
            return id;
        }

        @Override
        public void close() {
            if (previous == null) {
                MDC.remove(MDC_KEY);
            } else {
                MDC.put(MDC_KEY, previous);
            }
        }
    }
}
