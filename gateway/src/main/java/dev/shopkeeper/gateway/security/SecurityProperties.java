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
 * @param userToken how the shop says who is signed in
 * @param oidc the identity provider
 */
@ConfigurationProperties("shopkeeper.security")
public record SecurityProperties(
        @Nullable Path apiKeysFile,
        @DefaultValue("1s") Duration apiKeysCheck,
        @DefaultValue("50") int anonymousRequestsPerSecond,
        @DefaultValue UserToken userToken,
        @DefaultValue Oidc oidc) {

    public SecurityProperties {
        apiKeysFile = apiKeysFile == null || apiKeysFile.toString().isBlank() ? null : apiKeysFile;
    }

    /** Environment variables that are set to nothing mean nothing. */
    private static @Nullable String unlessBlank(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /**
     * The shop's signed user tokens.
     *
     * @param secret shared with the shop's server alone, at least 32 characters; null where none are taken
     * @param previousSecret taken too while the shop moves to a new one
     * @param longestLifetime how long a token may live, from issue to expiry
     */
    public record UserToken(
            @Nullable String secret,
            @Nullable String previousSecret,
            @DefaultValue("1h") Duration longestLifetime) {

        public UserToken {
            secret = unlessBlank(secret);
            previousSecret = unlessBlank(previousSecret);
            requireLength("secret", secret);
            requireLength("previous-secret", previousSecret);
        }

        private static void requireLength(String name, @Nullable String secret) {
            if (secret != null && secret.length() < 32) {
                throw new IllegalArgumentException("shopkeeper.security.user-token." + name + " has " + secret.length()
                        + " characters, less than the 32 that HS256 needs. Maybe make one with: openssl rand -hex 32");
            }
        }

        /** Never the secrets. */
        @Override
        public String toString() {
            return "UserToken[secret=***, previousSecret=***, longestLifetime=" + longestLifetime + "]";
        }
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
                    ? Map.of(
                            "metrics",
                            Role.METRICS,
                            "storefront",
                            Role.STOREFRONT,
                            "operator",
                            Role.OPERATOR,
                            "admin",
                            Role.ADMIN)
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
