package dev.shopkeeper.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Keys and services for the gateway under test. */
public final class GatewayFixture implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    public static final String STOREFRONT_KEY = "pk_test_storefront";
    public static final String METRICS_KEY = "sk_test_metrics";
    public static final String OPERATOR_KEY = "sk_test_operator";
    public static final String SLOW_KEY = "pk_test_two_a_second";
    public static final String ORIGIN_KEY = "pk_test_one_origin";
    public static final String OIDC_SECRET = "the shared secret of a test identity provider";

    public static final String USER_SECRET = "the secret that a test shop signs its users with";
    public static final String OLD_USER_SECRET = "the secret that a test shop signed its users with";

    /** One for each service, by name. */
    public static final Map<String, FakeService> SERVICES = services();

    /** The keys file, which tests may change. */
    public static final Path KEYS = keys();

    private static Map<String, FakeService> services() {
        Map<String, FakeService> services = new LinkedHashMap<>();
        for (String name :
                new String[] {"recommendation", "membership", "pricing", "order", "logistics", "inventory"}) {
            services.put(name, new FakeService());
        }
        return services;
    }

    private static Path keys() {
        try {
            Path file = Files.createTempFile("keys", ".json");
            file.toFile().deleteOnExit();
            Files.writeString(file, keysJson(""));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The keys, and more entries, each with a comma before it. */
    public static String keysJson(String more) {
        return """
                [{"id":"storefront","sha256":"%s","role":"STOREFRONT","requests_per_second":10000},
                 {"id":"operator","sha256":"%s","role":"OPERATOR","requests_per_second":10000},
                 {"id":"metrics","sha256":"%s","role":"METRICS","requests_per_second":10000},
                 {"id":"slow","sha256":"%s","role":"STOREFRONT","requests_per_second":2},
                 {"id":"one-origin","sha256":"%s","role":"STOREFRONT","requests_per_second":10000,
                  "origins":["https://shop.example"]}%s]""".formatted(
                        sha256(STOREFRONT_KEY),
                        sha256(OPERATOR_KEY),
                        sha256(METRICS_KEY),
                        sha256(SLOW_KEY),
                        sha256(ORIGIN_KEY),
                        more);
    }

    public static String sha256(String key) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestPropertyValues values = TestPropertyValues.of(
                "SHOPKEEPER_API_KEYS_FILE=" + KEYS,
                "SHOPKEEPER_CORS_ALLOWED_ORIGINS=https://shop.example",
                "shopkeeper.security.api-keys-check=50ms",
                "shopkeeper.openapi.retry=300ms",
                "SHOPKEEPER_USER_TOKEN_SECRET=" + USER_SECRET,
                "SHOPKEEPER_USER_TOKEN_PREVIOUS_SECRET=" + OLD_USER_SECRET,
                "shopkeeper.security.anonymous-requests-per-second=10000",
                "shopkeeper.security.oidc.secret=" + OIDC_SECRET,
                "shopkeeper.security.oidc.role-claim=realm_access.roles");
        for (Map.Entry<String, FakeService> service : SERVICES.entrySet()) {
            values = values.and("shopkeeper.gateway.services." + service.getKey() + "="
                    + service.getValue().url());
        }
        values.applyTo(context);
    }
}
