package dev.shopkeeper.gateway.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The API keys of the keys file, a JSON array of {@link ApiKey} or {@code {"keys": [...]}}. The file is read again when
 * it changes; a broken one is reported and the keys before it stay in force. Comparing takes the same time whichever
 * key it is. Thread-safe.
 */
public final class ApiKeys {

    private static final Logger log = LoggerFactory.getLogger(ApiKeys.class);
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final @Nullable Path file;
    private final long checkEveryNanos;
    private final AtomicLong nextCheck;
    private volatile Snapshot snapshot;

    private ApiKeys(@Nullable Path file, Duration checkEvery, Snapshot snapshot) {
        this.file = file;
        this.checkEveryNanos = checkEvery.toNanos();
        this.nextCheck = new AtomicLong(System.nanoTime() + checkEveryNanos);
        this.snapshot = snapshot;
    }

    /** No keys at all: where only OIDC tokens are used. */
    static ApiKeys none() {
        return new ApiKeys(null, Duration.ofDays(1), new Snapshot(List.of(), null));
    }

    /** @throws IllegalStateException if the file cannot be read, saying why */
    static ApiKeys from(Path file, Duration checkEvery) {
        try {
            return new ApiKeys(file, checkEvery, Snapshot.of(file));
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException(
                    "The API keys file '" + file + "' cannot be read: " + e.getMessage()
                            + ". Maybe SHOPKEEPER_API_KEYS_FILE names the wrong file?",
                    e);
        }
    }

    /** Whose key this is. */
    Optional<ApiKey> find(String key) {
        reloadIfChanged();
        byte[] hash = sha256(key);
        ApiKey found = null;
        for (Entry entry : snapshot.entries) {
            if (MessageDigest.isEqual(entry.hash, hash)) {
                found = entry.key; // no early end: the time must not tell which
            }
        }
        return Optional.ofNullable(found);
    }

    private void reloadIfChanged() {
        long due = nextCheck.get();
        long now = System.nanoTime();
        if (file == null || now - due < 0 || !nextCheck.compareAndSet(due, now + checkEveryNanos)) {
            return;
        }
        try {
            if (!Stamp.of(file).equals(snapshot.stamp)) {
                snapshot = Snapshot.of(file);
                log.info("API keys read again: {}", snapshot.entries.size());
            }
        } catch (IOException | RuntimeException e) {
            log.error("The API keys file cannot be read, the keys before it stay in force: {}", e.getMessage());
        }
    }

    private static byte[] sha256(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256.", e);
        }
    }

    private record Entry(byte[] hash, ApiKey key) {}

    private record Stamp(FileTime modified, long size) {
        static Stamp of(Path file) throws IOException {
            return new Stamp(Files.getLastModifiedTime(file), Files.size(file));
        }
    }

    private record Snapshot(List<Entry> entries, @Nullable Stamp stamp) {

        static Snapshot of(Path file) throws IOException {
            Stamp stamp = Stamp.of(file);
            List<Entry> entries = new ArrayList<>();
            Set<String> ids = new HashSet<>();
            try {
                JsonNode tree = MAPPER.readTree(Files.readAllBytes(file));
                JsonNode keys = tree.isObject() ? tree.path("keys") : tree;
                if (!keys.isArray()) {
                    throw new IllegalArgumentException("it is neither a JSON array nor {\"keys\": [...]}");
                }
                for (JsonNode node : keys) {
                    ApiKey key = MAPPER.treeToValue(node, ApiKey.class);
                    if (!ids.add(key.id())) {
                        throw new IllegalArgumentException("key '" + key.id() + "' is there twice");
                    }
                    entries.add(new Entry(HexFormat.of().parseHex(key.sha256()), key));
                }
            } catch (JacksonException e) {
                throw new IllegalArgumentException(e.getOriginalMessage(), e);
            }
            return new Snapshot(List.copyOf(entries), stamp);
        }
    }
}
