package dev.shopkeeper.demo.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a shop's server does for whoever is signed in: it signs the user's id, and the page sends the token along. A JWT
 * (RFC 7519), HS256, made by hand to show that it takes nothing but an HMAC. Thread-safe.
 */
public final class UserTokenSigner {

    /** The variable that holds the secret. */
    public static final String SECRET_VARIABLE = "SHOPKEEPER_USER_TOKEN_SECRET";

    private static final Duration LIFETIME = Duration.ofMinutes(15);
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final SecretKeySpec key;
    private final Clock clock;

    /** @param secret the one that the gateway knows */
    public UserTokenSigner(String secret, Clock clock) {
        this.key = new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256");
        this.clock = clock;
    }

    /** A token for a user, good for a quarter of an hour. */
    public String sign(String userId) {
        long now = clock.instant().getEpochSecond();
        ObjectNode claims = Bodies.JSON.createObjectNode();
        claims.put("sub", userId).put("aud", "shopkeeper-user").put("iat", now).put("exp", now + LIFETIME.toSeconds());
        String signed = encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + encode(claims.toString());
        return signed + "." + BASE64.encodeToString(hmac(signed));
    }

    private static String encode(String json) {
        return BASE64.encodeToString(json.getBytes(UTF_8));
    }

    private byte[] hmac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256.", e);
        }
    }
}
