package dev.shopkeeper.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopkeeper.gateway.GatewayApplication;
import dev.shopkeeper.testing.TestTokens;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.mock.env.MockEnvironment;

class CredentialsTests {

    private static final SecurityProperties NOBODY = new SecurityProperties(
            null,
            Duration.ofSeconds(1),
            50,
            new SecurityProperties.UserToken(null, null, Duration.ofHours(1)),
            new SecurityProperties.Oidc(null, null, null, null, "roles", Map.of(), 50));

    @Test
    void aGatewayThatNobodyCouldCallDoesNotStart() {
        assertThatThrownBy(() -> new SpringApplicationBuilder(GatewayApplication.class)
                        .run(
                                "--server.port=0",
                                "--shopkeeper.security.api-keys-file=",
                                "--shopkeeper.security.internal-secret=" + TestTokens.SECRET,
                                "--spring.kafka.bootstrap-servers=127.0.0.1:1"))
                .rootCause()
                .hasMessageContaining("Nobody could call this gateway")
                .hasMessageContaining("SHOPKEEPER_API_KEYS_FILE")
                .hasMessageContaining("shopkeeper.security.oidc.issuer-uri");
    }

    @Test
    void itDoesInTheLocalProfileWhereItIsTriedOut() {
        MockEnvironment local = new MockEnvironment();
        local.setActiveProfiles("local");

        assertThat(new SecurityConfiguration().apiKeys(NOBODY, local)).isNotNull();
        assertThatThrownBy(() -> new SecurityConfiguration().apiKeys(NOBODY, new MockEnvironment()))
                .isInstanceOf(IllegalStateException.class);
    }
}
