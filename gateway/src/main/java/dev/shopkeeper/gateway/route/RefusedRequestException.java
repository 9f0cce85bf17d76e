package dev.shopkeeper.gateway.route;

import dev.shopkeeper.gateway.web.Problem;

/** The caller's request itself is at fault. */
final class RefusedRequestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    RefusedRequestException(Problem problem) {
        super(problem.code(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
