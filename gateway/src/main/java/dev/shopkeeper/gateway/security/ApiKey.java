package dev.shopkeeper.gateway.security;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.shopkeeper.starter.security.Role;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the keys file. The key itself is nowhere: only its hash.
 *
 * @param id what logs and the services know the caller by
 * @param sha256 64 hexadecimal digits of the SHA-256 of the key
 * @param role what the key may do
 * @param requestsPerSecond how often, at least 1
 * @param origins web origins that may use the key in a browser; any where empty
 */
public record ApiKey(
        String id,
        String sha256,
        Role role,
        @JsonProperty("requests_per_second") int requestsPerSecond,
        @Nullable List<String> origins) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
    private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{64}");

    public ApiKey {
        if (id == null || !ID.matcher(id).matches()) {
            throw new IllegalArgumentException("id '" + id + "' is not 1 to 64 letters, digits, '.', '_', ':' or '-'.");
        }
        if (sha256 == null || !HASH.matcher(sha256).matches()) {
            throw new IllegalArgumentException("sha256 of key '" + id
                    + "' is not 64 hexadecimal digits. Maybe make it with: printf %s \"$KEY\" | sha256sum");
        }
        if (role == null) {
            throw new IllegalArgumentException(
                    "role of key '" + id + "' is missing: METRICS, STOREFRONT, OPERATOR or ADMIN.");
        }
        if (requestsPerSecond < 1) {
            throw new IllegalArgumentException(
                    "requests_per_second of key '" + id + "' is " + requestsPerSecond + ", less than 1.");
        }
        origins = origins == null ? List.of() : List.copyOf(origins);
    }

    boolean allowsOrigin(@Nullable String origin) {
        return origin == null || origins == null || origins.isEmpty() || origins.contains(origin);
    }
}
