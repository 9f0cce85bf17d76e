package dev.shopkeeper.e2e;

import dev.shopkeeper.testing.fuzz.ApiFuzzer;
import dev.shopkeeper.testing.fuzz.FuzzOptions;
import dev.shopkeeper.testing.fuzz.FuzzReport;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import dev.shopkeeper.testing.kafka.PoisonEvents;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Every operation of the platform's one OpenAPI document, through the gateway. A gate says the same twice, so the seed is
 * fixed; {@code -Dshopkeeper.fuzz.seed=N} or {@code SHOPKEEPER_FUZZ_SEED=N} sets another, to make a run again. To explore,
 * {@code ./shop bench fuzz} takes a new seed each time.
 */
class ApiFuzzIT {

    private static final String SEED = "20261";

    /** Each operation's adversarial ones; those by which a client would use it come before. */
    private static final int REQUESTS = 14;

    /** A few for each service, since nobody can make one over the API: to show, to replay and to discard. */
    private static final int DEAD_LETTERS = 6;

    /** Some twenty-five below what is reached, so that a whole part of a service is missed and a turn of luck is not. */
    private static final int SUCCEEDING = 170;

    private final RunningPlatform platform = RunningPlatform.get();

    @Test
    void answersEveryAdversarialRequestAsDocumented() {
        long seed = seed();
        System.out.println("ApiFuzzIT: seed " + seed);
        FuzzOptions options = FuzzOptions.of(
                        platform.stack().gateway().toString(),
                        Map.of("X-API-Key", platform.stack().keys().admin()),
                        seed)
                .requests(REQUESTS);
        try (KafkaProbe kafka = platform.kafka()) {
            PoisonEvents.send(kafka, DEAD_LETTERS);
        }

        FuzzReport report = ApiFuzzer.ofUrl("/v3/api-docs", options).run();

        System.out.println("ApiFuzzIT: never succeeded: " + report.neverSucceeded());
        report.assertClean();
        report.assertSucceeded(SUCCEEDING);
    }

    private static long seed() {
        String variable = Objects.requireNonNullElse(System.getenv("SHOPKEEPER_FUZZ_SEED"), SEED);
        return Long.parseLong(System.getProperty("shopkeeper.fuzz.seed", variable));
    }
}
