package dev.shopkeeper.starter.bulk;

import java.util.List;

/**
 * What became of a bulk upload.
 *
 * @param accepted entries that were stored, or were there already with the same content
 * @param rejected entries of which nothing was stored
 */
public record BulkAnswer(int accepted, int rejected, List<BulkError> errors) {

    public BulkAnswer {
        errors = List.copyOf(errors);
    }
}
