package dev.shopkeeper.starter.bulk;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Why an entry was refused.
 *
 * @param index of the entry, from 0
 * @param code stable name of the reason: {@link #INVALID}, {@link #CONFLICT}, or what the service says
 * @param name path of the field inside the entry, {@code lines[0].quantity}
 * @param value what was sent, shortened; absent where it is missing or personal
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BulkError(
        int index, String code, String name, @Nullable Object value, String message) {

    /** Code of an entry that breaks its schema. */
    public static final String INVALID = "invalid";

    /** Code of an entry whose id is known with other content. */
    public static final String CONFLICT = "conflict";

    /** Code of an entry that names something that is not there. */
    public static final String UNKNOWN = "unknown";

    /** Code of an entry that the present state forbids. */
    public static final String REFUSED = "refused";
}
