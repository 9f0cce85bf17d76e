package dev.shopkeeper.starter.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.jwk.source.ImmutableSecret;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/**
 * The short-lived tokens by which the platform's processes trust each other: JWT, HS256 with one shared secret, issuer
 * {@value #ISSUER}, audience {@value #AUDIENCE}, claim {@value #ROLE} of {@link Role}. Thread-safe.
 */
public final class InternalTokens {

    public static final String ISSUER = "shopkeeper-gateway";
    public static final String AUDIENCE = "shopkeeper";
    /** Audience of what services say to the gateway's collector: no token that the gateway hands out has it. */
    public static final String COLLECTOR_AUDIENCE = "shopkeeper-collector";

    public static final String ROLE = "role";
    /** Claim of the user for whom the caller speaks, by the shop's own signed token. */
    public static final String USER = "user";

    public static final Duration LIFETIME = Duration.ofMinutes(5);
    static final int SHORTEST_SECRET = 32;

    private final NimbusJwtEncoder encoder;
    private final NimbusJwtDecoder decoder;
    private final NimbusJwtDecoder collectorDecoder;
    private final Clock clock;

    /**
     * @param secret at least 32 bytes in UTF-8
     * @throws InternalSecretException if it is missing or too short
     */
    public InternalTokens(String secret, Clock clock) {
        byte[] bytes = requireSecret(secret);
        SecretKey key = new SecretKeySpec(bytes, "HmacSHA256");
        this.clock = clock;
        this.encoder = new NimbusJwtEncoder(new ImmutableSecret<SecurityContext>(key));
        this.decoder = decoder(key, AUDIENCE, clock);
        this.collectorDecoder = decoder(key, COLLECTOR_AUDIENCE, clock);
    }

    private static NimbusJwtDecoder decoder(SecretKey key, String expected, Clock clock) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withSecretKey(key)
                .macAlgorithm(MacAlgorithm.HS256)
                .build();
        JwtTimestampValidator timestamps = new JwtTimestampValidator(Duration.ofSeconds(30));
        timestamps.setClock(clock);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                timestamps,
                new JwtIssuerValidator(ISSUER),
                new JwtClaimValidator<List<String>>(
                        JwtClaimNames.AUD, audience -> audience != null && audience.contains(expected)),
                new JwtClaimValidator<String>(ROLE, InternalTokens::isRole)));
        return decoder;
    }

    static byte[] requireSecret(String secret) {
        byte[] bytes = secret.getBytes(UTF_8);
        if (bytes.length < SHORTEST_SECRET) {
            throw new InternalSecretException(bytes.length);
        }
        return bytes;
    }

    /** A token for a caller, valid for five minutes. */
    public String mint(String subject, Role role) {
        return mint(subject, role, null);
    }

    /** A token for a caller who speaks for a user of the shop, valid for five minutes. */
    public String mint(String subject, Role role, @Nullable String user) {
        return mint(subject, role, AUDIENCE, user);
    }

    /** A token by which a service hands events to the gateway's collector; good for nothing else. */
    public String mintForCollector(String service) {
        return mint(service, Role.OPERATOR, COLLECTOR_AUDIENCE, null);
    }

    private String mint(String subject, Role role, String audience, @Nullable String user) {
        Instant now = clock.instant();
        JwtClaimsSet.Builder claims = JwtClaimsSet.builder()
                .issuer(ISSUER)
                .audience(List.of(audience))
                .subject(subject)
                .claim(ROLE, role.name())
                .issuedAt(now)
                .expiresAt(now.plus(LIFETIME));
        if (user != null) {
            claims.claim(USER, user);
        }
        return encoder.encode(JwtEncoderParameters.from(
                        JwsHeader.with(MacAlgorithm.HS256).build(), claims.build()))
                .getTokenValue();
    }

    /**
     * Checks a token.
     *
     * @throws org.springframework.security.oauth2.jwt.JwtException if it is not one of ours or has expired
     */
    public Jwt verify(String token) {
        return decoder.decode(token);
    }

    /**
     * Checks a token that a service minted for the collector.
     *
     * @throws org.springframework.security.oauth2.jwt.JwtException if it is none or has expired
     */
    public Jwt verifyForCollector(String token) {
        return collectorDecoder.decode(token);
    }

    /** The same check in the form that Spring Security asks for. */
    public JwtDecoder decoder() {
        return decoder;
    }

    private static boolean isRole(String name) {
        for (Role role : Role.values()) {
            if (role.name().equals(name)) {
                return true;
            }
        }
        return false;
    }
}
