package dev.shopkeeper.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Internal tokens as the gateway mints them, written down from the contract and not with the platform's own code, so
 * that a mistake there is seen here. Roles are named as text or by the starter's enum.
 */
public final class TestTokens {

    /** The random secret that every test context of this JVM is started with. */
    public static final String SECRET = randomSecret();

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private TestTokens() {}

    /** Value of an {@code Authorization} header, {@code Bearer ...}. */
    public static String bearer(String role) {
        return "Bearer " + token(role);
    }

    /** Value of an {@code Authorization} header, {@code Bearer ...}. */
    public static String bearer(Enum<?> role) {
        return bearer(role.name());
    }

    /** A valid token of this role for the subject {@code test}. */
    public static String token(String role) {
        return mint("test", role, Instant.now().plus(Duration.ofMinutes(5)), SECRET);
    }

    /** A valid storefront token that speaks for a user of the shop. */
    public static String speakingFor(String user) {
        return mint("test", "STOREFRONT\",\"user\":\"" + user, Instant.now().plus(Duration.ofMinutes(5)), SECRET);
    }

    /** A token that was good until an hour ago. */
    public static String expired(String role) {
        return mint("test", role, Instant.now().minus(Duration.ofHours(1)), SECRET);
    }

    /** A token signed by somebody who does not know the secret. */
    public static String forged(String role) {
        return mint("test", role, Instant.now().plus(Duration.ofMinutes(5)), randomSecret());
    }

    /** A token with all of its parts chosen, signed HS256 with {@code secret}. */
    public static String mint(String subject, String role, Instant expiresAt, String secret) {
        String header = encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");
        String claims = encode("""
                {"iss":"shopkeeper-gateway","aud":"shopkeeper","sub":"%s","role":"%s","iat":%d,"exp":%d}""".formatted(
                subject, role, expiresAt.minus(Duration.ofMinutes(5)).getEpochSecond(), expiresAt.getEpochSecond()));
        String signed = header + "." + claims;
        return signed + "." + BASE64.encodeToString(hmac(signed, secret));
    }

    private static String encode(String json) {
        return BASE64.encodeToString(json.getBytes(UTF_8));
    }

    private static byte[] hmac(String text, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }

    private static String randomSecret() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
