package dev.shopkeeper.starter.bulk;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a bulk upload.
 *
 * @param accepted entries that were stored, or were there already with the same content
 * @param unchanged how many of the accepted ones were there already; absent where this is not counted
 * @param rejected entries of which nothing was stored
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BulkAnswer(int accepted, @Nullable Integer unchanged, int rejected, List<BulkError> errors) {

    public BulkAnswer {
        errors = List.copyOf(errors);
    }
}
