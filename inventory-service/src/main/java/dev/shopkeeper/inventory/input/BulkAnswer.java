package dev.shopkeeper.inventory.input;

import dev.shopkeeper.starter.problem.ProblemException;
import dev.shopkeeper.starter.problem.Violation;
import java.util.List;
import org.springframework.http.HttpStatus;

/**
 * What became of a bulk.
 *
 * @param accepted entries taken, those that changed nothing included
 * @param unchanged how many of the accepted ones changed nothing
 * @param rejected entries refused, each with at least one error
 */
public record BulkAnswer(int accepted, int unchanged, int rejected, List<BulkError> errors) {

    public BulkAnswer {
        errors = List.copyOf(errors);
    }

    public static BulkAnswer of(int entries, int unchanged, List<BulkError> errors) {
        int rejected =
                (int) errors.stream().mapToInt(BulkError::index).distinct().count();
        return new BulkAnswer(entries - rejected, unchanged, rejected, errors);
    }

    /**
     * This answer, unless nothing at all was accepted.
     *
     * @param name of the list in the request
     * @throws ProblemException 400 {@code all-rejected} with every error
     */
    public BulkAnswer orAllRejected(String name) {
        if (accepted > 0 || rejected == 0) {
            return this;
        }
        throw new ProblemException(
                HttpStatus.BAD_REQUEST,
                "all-rejected",
                rejected == 1 ? "The entry was rejected." : "All " + rejected + " entries were rejected.",
                errors.stream()
                        .map(error -> new Violation(error.path(name), error.value(), error.message()))
                        .toList(),
                null);
    }
}
