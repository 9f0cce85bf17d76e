package dev.shopkeeper.gateway.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoders;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;

/** Reads the tokens of the identity provider. Its keys are fetched on first use: the gateway starts without it. */
final class OidcTokens {

    private final SecurityProperties.Oidc properties;
    private final JwtDecoder decoder;

    OidcTokens(SecurityProperties.Oidc properties) {
        this.properties = properties;
        this.decoder = new SupplierJwtDecoder(() -> decoder(properties));
    }

    private static JwtDecoder decoder(SecurityProperties.Oidc properties) {
        String issuer = properties.issuerUri();
        NimbusJwtDecoder decoder;
        if (properties.secret() != null) {
            decoder = NimbusJwtDecoder.withSecretKey(
                            new SecretKeySpec(properties.secret().getBytes(UTF_8), "HmacSHA256"))
                    .macAlgorithm(MacAlgorithm.HS256)
                    .build();
        } else if (properties.jwkSetUri() != null) {
            decoder = NimbusJwtDecoder.withJwkSetUri(properties.jwkSetUri()).build();
        } else {
            decoder = JwtDecoders.fromIssuerLocation(String.valueOf(issuer));
        }
        List<OAuth2TokenValidator<Jwt>> validators = new ArrayList<>();
        validators.add(issuer == null ? JwtValidators.createDefault() : JwtValidators.createDefaultWithIssuer(issuer));
        String audience = properties.audience();
        if (audience != null) {
            validators.add(new JwtClaimValidator<List<String>>(
                    JwtClaimNames.AUD, present -> present != null && present.contains(audience)));
        }
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(validators));
        return decoder;
    }

    /**
     * Who the token speaks for, or empty where none of its roles means anything here.
     *
     * @throws org.springframework.security.oauth2.jwt.BadJwtException if it is no valid token
     * @throws org.springframework.security.oauth2.jwt.JwtException if the provider's keys cannot be had
     */
    Optional<Caller> read(String token) {
        Jwt jwt = decoder.decode(token);
        return roles(jwt)
                .map(value -> properties.roles().get(value))
                .filter(java.util.Objects::nonNull)
                .max(Comparator.naturalOrder())
                .map(role -> new Caller("user:" + jwt.getSubject(), role, properties.requestsPerSecond()));
    }

    private Stream<String> roles(Jwt jwt) {
        @Nullable Object claim = jwt.getClaims();
        for (String step : properties.roleClaim().split("\\.")) {
            claim = claim instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return switch (claim) {
            case String text -> Stream.of(text.split("\\s+"));
            case Collection<?> values -> values.stream().map(String::valueOf);
            case null, default -> Stream.empty();
        };
    }
}
