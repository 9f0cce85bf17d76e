package dev.shopkeeper.membership.member;

import dev.shopkeeper.starter.bulk.Fields;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A member as a shop uploads it, without anything personal.
 *
 * @param emailHash SHA-256 of the address in hexadecimal, for matching
 */
public record MemberEntry(
        String userId, Instant joinedAt, @Nullable String emailHash) {

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    /** Reads one entry of an upload. */
    public static MemberEntry read(Fields fields) {
        return new MemberEntry(
                fields.id("user_id"),
                fields.past("joined_at"),
                // Not repeated in an error: it may be the address itself.
                fields.formedOrNull("email_hash", 64, SHA_256, true, "must be a SHA-256 in 64 hexadecimal digits"));
    }
}
