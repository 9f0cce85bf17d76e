package dev.shopkeeper.e2e;

import dev.shopkeeper.testing.fuzz.ApiFuzzer;
import dev.shopkeeper.testing.fuzz.FuzzOptions;
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

    private final RunningPlatform platform = RunningPlatform.get();

    @Test
    void answersEveryAdversarialRequestAsDocumented() {
        long seed = seed();
        System.out.println("ApiFuzzIT: seed " + seed);
        FuzzOptions options = FuzzOptions.of(
                        platform.stack().gateway().toString(),
                        Map.of("X-API-Key", platform.stack().keys().admin()),
                        seed)
                .requests(14);

        ApiFuzzer.ofUrl("/v3/api-docs", options).run().assertClean();
    }

    private static long seed() {
        String variable = Objects.requireNonNullElse(System.getenv("SHOPKEEPER_FUZZ_SEED"), SEED);
        return Long.parseLong(System.getProperty("shopkeeper.fuzz.seed", variable));
    }
}
