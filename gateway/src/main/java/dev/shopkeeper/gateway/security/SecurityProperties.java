package dev.shopkeeper.gateway.security;

import dev.shopkeeper.starter.security.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may call.
 *
 * @param apiKeysFile the hashed keys; null where only OIDC tokens are taken
 * @param apiKeysCheck how often the file is looked at for changes
 * @param anonymousRequestsPerSecond what one address may ask for without credentials, or with wrong ones
 * @param oidc the identity provider
 */
@ConfigurationProperties("shopkeeper.security")
public record SecurityProperties(
        @Nullable Path apiKeysFile,
        @DefaultValue("1s") Duration apiKeysCheck,
        @DefaultValue("50") int anonymousRequestsPerSecond,
        @DefaultValue Oidc oidc) {

    public SecurityProperties {
        apiKeysFile = apiKeysFile == null || apiKeysFile.toString().isBlank() ? null : apiKeysFile;
    }

    /** Environment variables that are set to nothing mean nothing. */
    private static @Nullable String unlessBlank(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /**
     * One of {@code issuerUri}, {@code jwkSetUri} and {@code secret} makes OIDC tokens taken.
     *
     * @param issuerUri whose discovery document names the keys; also the {@code iss} that is required
     * @param jwkSetUri where the keys are, without discovery
     * @param secret shared secret of HS256, at least 32 bytes
     * @param audience the {@code aud} that is required, where set
     * @param roleClaim path of the claim with the roles, {@code realm_access.roles}
     * @param roles what the values of that claim mean
     * @param requestsPerSecond what each user may ask for in a second
     */
    public record Oidc(
            @Nullable String issuerUri,
            @Nullable String jwkSetUri,
            @Nullable String secret,
            @Nullable String audience,
            @DefaultValue("roles") String roleClaim,
            @DefaultValue Map<String, Role> roles,
            @DefaultValue("50") int requestsPerSecond) {

        public Oidc {
            issuerUri = unlessBlank(issuerUri);
            jwkSetUri = unlessBlank(jwkSetUri);
            secret = unlessBlank(secret);
            audience = unlessBlank(audience);
            roles = roles.isEmpty()
                    ? Map.of("storefront", Role.STOREFRONT, "operator", Role.OPERATOR, "admin", Role.ADMIN)
                    : Map.copyOf(roles);
            if (secret != null && secret.length() < 32) {
                throw new IllegalArgumentException("shopkeeper.security.oidc.secret has " + secret.length()
                        + " characters, less than the 32 that HS256 needs.");
            }
        }

        boolean configured() {
            return issuerUri != null || jwkSetUri != null || secret != null;
        }
    }
}
