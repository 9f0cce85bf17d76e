package dev.shopkeeper.starter.paging;

import dev.shopkeeper.starter.problem.ProblemException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a listing is wanted. Listings are ordered by a unique string key; the opaque cursor is the last key of
 * the page before.
 *
 * @param limit how many items, 1 to 200
 * @param after the key to go on behind, or null for the first page
 */
public record PageRequest(int limit, @Nullable String after) {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MOST = 200;

    /**
     * Reads {@code limit} and {@code cursor} as they were sent.
     *
     * @throws ProblemException 400 if one of them is not what it should be
     */
    public static PageRequest of(@Nullable Integer limit, @Nullable String cursor) {
        int size = limit == null ? DEFAULT_LIMIT : limit;
        if (size < 1 || size > MOST) {
            throw ProblemException.invalid("limit", limit, "must be from 1 to " + MOST);
        }
        return new PageRequest(size, cursor == null ? null : decode(cursor));
    }

    /**
     * Cuts the page out of {@code found}, of which the caller has asked {@link #probe()}.
     *
     * @param key gives an item's place in the order
     */
    public <T> Page<T> page(List<T> found, Function<T, String> key) {
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        List<T> items = found.subList(0, limit);
        return new Page<>(items, encode(key.apply(items.getLast())));
    }

    /** How many rows to ask for: one more than the page, which tells whether there is a next one. */
    public int probe() {
        return limit + 1;
    }

    private static String encode(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String cursor) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            String key = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (key.indexOf('\0') < 0) {
                return key;
            }
        } catch (IllegalArgumentException | CharacterCodingException notOurs) {
            // refused below, by name and value
        }
        throw ProblemException.invalid("cursor", cursor, "is no cursor of ours. Maybe it was cut?");
    }
}
