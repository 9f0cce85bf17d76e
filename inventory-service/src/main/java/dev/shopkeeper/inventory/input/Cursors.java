package dev.shopkeeper.inventory.input;

import dev.shopkeeper.starter.bulk.Fields;
import dev.shopkeeper.starter.problem.ProblemException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opaque cursors: the sort key of a page's last row, one or more parts, in Base64. */
public final class Cursors {

    public static final int DEFAULT_LIMIT = 50;
    public static final int MAXIMUM_LIMIT = 200;

    private static final String SEPARATOR = "\u0000";

    private Cursors() {}

    public static String encode(String... parts) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(SEPARATOR, parts).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The parts of a cursor, or null where there is none.
     *
     * @throws ProblemException 400 for a cursor that no listing of this kind has given out
     */
    public static @Nullable List<String> decode(@Nullable String cursor, int parts) {
        if (cursor == null || cursor.isEmpty()) {
            return null;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor)))
                    .toString();
            List<String> decoded = List.of(text.split(SEPARATOR, -1));
            if (decoded.size() == parts) {
                return decoded;
            }
        } catch (IllegalArgumentException | CharacterCodingException e) {
            // refused below like any other foreign text
        }
        throw ProblemException.invalid("cursor", Fields.shortened(cursor), "is not a cursor of this listing");
    }

    /**
     * The page size asked for.
     *
     * @throws ProblemException 400 outside 1 to 200
     */
    public static int limit(@Nullable Integer limit) {
        if (limit == null) {
            return DEFAULT_LIMIT;
        }
        if (limit < 1 || limit > MAXIMUM_LIMIT) {
            throw ProblemException.invalid("limit", limit, "must be from 1 to " + MAXIMUM_LIMIT);
        }
        return limit;
    }

    /**
     * A filter that a database can be asked for.
     *
     * @throws ProblemException 400 where it is too long or has control characters
     */
    public static @Nullable String filter(String name, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            return null;
        }
        String fault = Fields.refuseId(value);
        if (fault != null) {
            throw ProblemException.invalid(name, Fields.shortened(value), fault);
        }
        return value;
    }
}
