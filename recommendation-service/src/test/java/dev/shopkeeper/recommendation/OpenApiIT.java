package dev.shopkeeper.recommendation;

import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.openapi.OpenApiContract;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Holds openapi.yaml equal to the running application; {@code -Dopenapi.update=true} writes it anew. */
@PlatformTest
class OpenApiIT {

    @Autowired
    private ApiClient api;

    @Test
    void isWhatTheApplicationSaysOfItself() {
        OpenApiContract.verify(api.as("OPERATOR").get("/v3/api-docs").json(), Path.of("openapi.yaml"));
    }
}
