package dev.shopkeeper.inventory.imports.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Why a line was refused.
 *
 * @param ordinal its number among all errors of the import, from 0
 * @param line from 1; 0 where no line alone is at fault
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LineError(
        @JsonIgnore long ordinal,
        long line,
        @Nullable String column,
        @Nullable String value,
        String reason,
        String message) {

    /** How many errors of an import are kept; more are only counted. */
    public static final long MAXIMUM_STORED = 100_000;
}
