package dev.shopkeeper.gateway.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.jwk.source.ImmutableSecret;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

@Configuration(proxyBeanMethods = false)
class TokenConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    TokenMint tokenMint(@Value("${SHOPKEEPER_INTERNAL_SECRET:}") String secret, Clock clock) {
        byte[] bytes = secret.getBytes(UTF_8);
        if (bytes.length < 32) {
            throw new IllegalStateException(
                    "SHOPKEEPER_INTERNAL_SECRET has " + bytes.length + " bytes; it needs at least 32.");
        }
        NimbusJwtEncoder encoder =
                new NimbusJwtEncoder(new ImmutableSecret<SecurityContext>(new SecretKeySpec(bytes, "HmacSHA256")));
        return (subject, role) -> {
            Instant now = clock.instant();
            JwtClaimsSet claims = JwtClaimsSet.builder()
                    .issuer("shopkeeper-gateway")
                    .audience(List.of("shopkeeper"))
                    .subject(subject)
                    .claim("role", role.name())
                    .issuedAt(now)
                    .expiresAt(now.plus(Duration.ofMinutes(5)))
                    .build();
            return encoder.encode(JwtEncoderParameters.from(
                            JwsHeader.with(MacAlgorithm.HS256).build(), claims))
                    .getTokenValue();
        };
    }
}
