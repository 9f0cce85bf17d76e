package dev.shopkeeper.recommendation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Holds openapi.yaml equal to the running application; {@code -Dopenapi.write=true} writes it anew. */
@PlatformTest
class OpenApiIT {

    private static final Path COMMITTED = Path.of("openapi.yaml");

    @Autowired
    private ApiClient api;

    @Test
    void isWhatTheApplicationSaysOfItself() throws IOException {
        ApiResponse answer = api.as("ADMIN").get("/v3/api-docs.yaml");
        assertThat(answer.status()).isEqualTo(200);
        String actual = answer.text().replaceAll("url: \"?http://[^\"\\n]*\"?", "url: /");
        if (Boolean.getBoolean("openapi.write")) {
            Files.writeString(COMMITTED, actual);
        }

        assertThat(COMMITTED).exists();
        assertThat(actual).isEqualTo(Files.readString(COMMITTED));
    }
}
