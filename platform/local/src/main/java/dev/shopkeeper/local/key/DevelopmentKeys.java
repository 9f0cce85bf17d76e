package dev.shopkeeper.local.key;

import dev.shopkeeper.events.EventJson;
import dev.shopkeeper.local.Application;
import dev.shopkeeper.local.StackHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * API keys, the secrets of the internal tokens and of the user tokens and the passwords of the databases, as {@code keys.env} holds them:
 * {@code NAME=value}, readable by its owner alone. A value that is already there is kept, so that a key may be chosen by
 * hand; one that is missing is made.
 */
public final class DevelopmentKeys {
    public static final String STOREFRONT = "SHOPKEEPER_STOREFRONT_KEY";
    public static final String OPERATOR = "SHOPKEEPER_OPERATOR_KEY";
    public static final String ADMIN = "SHOPKEEPER_ADMIN_KEY";
    public static final String METRICS = "SHOPKEEPER_METRICS_KEY";
    public static final String INTERNAL_SECRET = "SHOPKEEPER_INTERNAL_SECRET";
    public static final String USER_TOKEN_SECRET = "SHOPKEEPER_USER_TOKEN_SECRET";
    public static final String POSTGRES_PASSWORD = "POSTGRES_PASSWORD";
    public static final String URL = "SHOPKEEPER_URL";
    public static final String BOOTSTRAP_SERVERS = "KAFKA_BOOTSTRAP_SERVERS";
    /** JDBC address without the database, ending with a slash. */
    public static final String DATABASE_ADDRESS = "DB_URL_PREFIX";

    private static final int REQUESTS_PER_SECOND = 5000;

    private final Map<String, String> values;
    private final boolean superuserPasswordIsNew;

    private DevelopmentKeys(Map<String, String> values, boolean superuserPasswordIsNew) {
        this.values = values;
        this.superuserPasswordIsNew = superuserPasswordIsNew;
    }

    /** Reads the file, makes what is missing, and writes it, with the present addresses, and the file of hashes. */
    public static DevelopmentKeys provide(
            StackHome home, String gatewayUrl, String bootstrapServers, String databaseAddress) {
        Map<String, String> values = new LinkedHashMap<>(read(home.keysFile()));
        boolean newPassword = !values.containsKey(POSTGRES_PASSWORD);
        values.put(URL, gatewayUrl);
        values.put(BOOTSTRAP_SERVERS, bootstrapServers);
        values.put(DATABASE_ADDRESS, databaseAddress);
        values.computeIfAbsent(STOREFRONT, name -> "pk_local_" + random(24));
        values.computeIfAbsent(OPERATOR, name -> "sk_local_" + random(24));
        values.computeIfAbsent(ADMIN, name -> "sk_admin_" + random(24));
        values.computeIfAbsent(METRICS, name -> "sk_metrics_" + random(24));
        values.computeIfAbsent(INTERNAL_SECRET, name -> random(36));
        values.computeIfAbsent(USER_TOKEN_SECRET, name -> random(36));
        values.computeIfAbsent(POSTGRES_PASSWORD, name -> random(18));
        for (Application application : Application.values()) {
            if (application.database() != null) {
                values.computeIfAbsent(passwordVariable(application), name -> random(18));
            }
        }
        DevelopmentKeys keys = new DevelopmentKeys(values, newPassword);
        keys.write(home);
        return keys;
    }

    /** The present keys, empty when no stack was ever started here. */
    public static Map<String, String> read(Path file) {
        if (!Files.exists(file)) {
            return Map.of();
        }
        try {
            Map<String, String> values = new LinkedHashMap<>();
            for (String line : Files.readAllLines(file)) {
                int equals = line.indexOf('=');
                if (equals > 0 && !line.startsWith("#")) {
                    values.put(
                            line.substring(0, equals).strip(),
                            line.substring(equals + 1).strip());
                }
            }
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    public String storefront() {
        return value(STOREFRONT);
    }

    public String operator() {
        return value(OPERATOR);
    }

    public String admin() {
        return value(ADMIN);
    }

    public String internalSecret() {
        return value(INTERNAL_SECRET);
    }

    public String userTokenSecret() {
        return value(USER_TOKEN_SECRET);
    }

    public String postgresPassword() {
        return value(POSTGRES_PASSWORD);
    }

    /** Whether the superuser's password was made just now, so that an existing cluster does not know it. */
    public boolean superuserPasswordIsNew() {
        return superuserPasswordIsNew;
    }

    public String databasePassword(Application application) {
        return value(passwordVariable(application));
    }

    private static String passwordVariable(Application application) {
        return "DB_PASSWORD_" + application.name();
    }

    private String value(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("There is no " + name + " in keys.env");
        }
        return value;
    }

    private void write(StackHome home) {
        StringBuilder text = new StringBuilder("# Keys of the local stack in this folder. Keep them to yourself.\n");
        values.forEach(
                (name, value) -> text.append(name).append('=').append(value).append('\n'));
        writePrivately(home.keysFile(), text.toString());
        List<Map<String, Object>> hashed = new ArrayList<>();
        hashed.add(hashed("local-storefront", storefront(), "STOREFRONT"));
        hashed.add(hashed("local-operator", operator(), "OPERATOR"));
        hashed.add(hashed("local-admin", admin(), "ADMIN"));
        hashed.add(hashed("local-metrics", value(METRICS), "METRICS"));
        writePrivately(home.apiKeysFile(), EventJson.mapper().writeValueAsString(Map.of("keys", hashed)) + "\n");
    }

    private static Map<String, Object> hashed(String id, String key, String role) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("id", id);
        entry.put("sha256", sha256(key));
        entry.put("role", role);
        entry.put("requests_per_second", REQUESTS_PER_SECOND);
        return entry;
    }

    private static void writePrivately(Path file, String text) {
        try {
            Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
            Files.deleteIfExists(unfinished);
            Files.createFile(
                    unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(unfinished, text, StandardOpenOption.WRITE);
            Files.move(unfinished, file, Set.of(StandardCopyOption.ATOMIC_MOVE).toArray(StandardCopyOption[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String random(int bytes) {
        byte[] random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
