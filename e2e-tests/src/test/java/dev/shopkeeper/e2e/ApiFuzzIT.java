package dev.shopkeeper.e2e;

import dev.shopkeeper.testing.fuzz.ApiFuzzer;
import dev.shopkeeper.testing.fuzz.FuzzOptions;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every operation of the platform's one OpenAPI document, through the gateway, with a new seed each time. */
class ApiFuzzIT {

    private final RunningPlatform platform = RunningPlatform.get();

    @Test
    void answersEveryAdversarialRequestAsDocumented() {
        long seed = System.nanoTime() % 1_000_000;
        FuzzOptions options = FuzzOptions.of(
                        platform.stack().gateway().toString(),
                        Map.of("X-API-Key", platform.stack().keys().admin()),
                        seed)
                .requests(20);

        ApiFuzzer.ofUrl("/v3/api-docs", options).run().assertClean();
    }
}
