package dev.shopkeeper.inventory.input;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.shopkeeper.starter.problem.Violation;
import org.jspecify.annotations.Nullable;

/**
 * Why one entry of a bulk was refused.
 *
 * @param index of the entry, from 0
 * @param code stable name of the reason
 * @param name path of the field inside the entry, {@code list_price.amount}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BulkError(
        int index, String code, String name, @Nullable Object value, String message) {

    /** Code of an entry that breaks its schema. */
    public static final String INVALID = "invalid";

    /** Path of the field in the whole request. */
    String path(String list) {
        String entry = list + "[" + index + "]";
        return name.isEmpty() ? entry : entry + "." + name;
    }

    public static BulkError invalid(int index, Violation violation) {
        return new BulkError(index, INVALID, violation.name(), violation.value(), violation.message());
    }
}
