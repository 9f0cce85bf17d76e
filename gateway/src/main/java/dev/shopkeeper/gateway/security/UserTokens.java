package dev.shopkeeper.gateway.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * The shop's word for who is signed in: a JWT (RFC 7519), HS256 under a secret that only the shop's own server and the
 * gateway know, audience {@value #AUDIENCE}, {@code sub} the {@code user_id}, {@code iat} and {@code exp} at most {@link
 * SecurityProperties.UserToken#longestLifetime} apart. A publishable key says which shop a page belongs to, not who reads
 * it. Thread-safe.
 */
final class UserTokens {

    static final String HEADER = "X-User-Token";
    static final String AUDIENCE = "shopkeeper-user";

    private static final Duration SKEW = Duration.ofSeconds(30);

    private final List<NimbusJwtDecoder> decoders;

    UserTokens(SecurityProperties.UserToken properties, Clock clock) {
        this.decoders = Stream.of(properties.secret(), properties.previousSecret())
                .filter(Objects::nonNull)
                .map(secret -> decoder(secret, properties.longestLifetime(), clock))
                .toList();
    }

    /** Whether a secret is set, without which no token can be checked. */
    boolean configured() {
        return !decoders.isEmpty();
    }

    /**
     * The user of whom the token speaks.
     *
     * @throws BadJwtException if it is not the shop's, has expired, or lives too long
     */
    String read(String token) {
        JwtException last = new BadJwtException("no secret is set");
        for (NimbusJwtDecoder decoder : decoders) {
            try {
                return Objects.requireNonNull(decoder.decode(token).getSubject(), "A validated subject is there");
            } catch (JwtException e) {
                last = e;
            }
        }
        throw last;
    }

    private static NimbusJwtDecoder decoder(String secret, Duration longestLifetime, Clock clock) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withSecretKey(
                        new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"))
                .macAlgorithm(MacAlgorithm.HS256)
                .build();
        JwtTimestampValidator timestamps = new JwtTimestampValidator(SKEW);
        timestamps.setClock(clock);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                timestamps,
                new JwtClaimValidator<List<String>>(
                        JwtClaimNames.AUD, audience -> audience != null && audience.contains(AUDIENCE)),
                new JwtClaimValidator<String>(JwtClaimNames.SUB, UserTokens::isUserId),
                shortLived(longestLifetime, clock)));
        return decoder;
    }

    /** By the clock too: where a token has no iat, the decoder makes one up a second before exp. */
    private static OAuth2TokenValidator<Jwt> shortLived(Duration longest, Clock clock) {
        return jwt -> {
            Instant issued = jwt.getIssuedAt();
            Instant expires = jwt.getExpiresAt();
            return issued != null
                            && expires != null
                            && !expires.isAfter(issued.plus(longest))
                            && !expires.isAfter(clock.instant().plus(longest).plus(SKEW))
                    ? OAuth2TokenValidatorResult.success()
                    : OAuth2TokenValidatorResult.failure(new OAuth2Error("lifetime"));
        };
    }

    private static boolean isUserId(@Nullable String subject) {
        return subject != null
                && !subject.isEmpty()
                && subject.codePointCount(0, subject.length()) <= 128
                && subject.codePoints().noneMatch(Character::isISOControl);
    }
}
