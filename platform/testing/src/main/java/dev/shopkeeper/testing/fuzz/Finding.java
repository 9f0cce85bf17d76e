package dev.shopkeeper.testing.fuzz;

/**
 * One fault of the API, with the request that shows it.
 *
 * @param operation {@code POST /api/v1/events}
 * @param sent what was wrong with the request, or {@code valid}
 * @param status of the answer, 0 if there was none
 * @param curl a line that sends the same again, with the credentials left out
 * @param count how many requests showed the same
 */
public record Finding(Kind kind, String operation, String sent, int status, String message, String curl, int count) {

    /** What kind of promise was broken. */
    public enum Kind {
        /** The server failed. */
        SERVER_ERROR,
        /** The document does not know this status for the operation. */
        UNDOCUMENTED_STATUS,
        /** An error without complete problem details. */
        NO_PROBLEM_DETAILS,
        /** The body is not what the document says. */
        INVALID_BODY,
        /** A request that breaks the document was taken. */
        ACCEPTED_INVALID,
        /** A request without valid credentials was served. */
        ACCEPTED_UNAUTHENTICATED,
        /** No answer in time, or none at all. */
        NO_ANSWER
    }

    boolean sameAs(Finding other) {
        return kind == other.kind
                && operation.equals(other.operation)
                && status == other.status
                && sent.equals(other.sent);
    }

    Finding again() {
        return new Finding(kind, operation, sent, status, message, curl, count + 1);
    }

    @Override
    public String toString() {
        return kind + " " + operation + " (" + sent + ") -> " + status + ": " + message
                + (count > 1 ? " [" + count + " times]" : "") + "\n    " + curl;
    }
}
