package dev.shopkeeper.gateway.collector;

import dev.shopkeeper.gateway.web.Problem;
import dev.shopkeeper.gateway.web.Problems;
import dev.shopkeeper.starter.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers refused batches, and says when to come again. */
@RestControllerAdvice(assignableTypes = CollectorController.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class CollectorAdvice {

    @ExceptionHandler
    void allRejected(AllRejectedException e, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Problem problem = Problem.of(HttpStatus.BAD_REQUEST, "all-rejected", "Not one of the events could be taken.")
                .withErrors(e.refusals())
                .withHint("The events and their fields are described in docs/events.md.");
        Problems.write(problem, request, response);
    }

    @ExceptionHandler
    void tooManyItemIds(TooManyItemIdsException e, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Problem problem = Problem.of(HttpStatus.TOO_MANY_REQUESTS, "too-many-item-ids", String.valueOf(e.getMessage()))
                .withHint(
                        "Maybe send imports with an operator's key, or raise shopkeeper.collector.item-ids-per-hour where"
                                + " the shop has more items?")
                .withRetryAfter(e.retryAfter());
        Problems.write(problem, request, response);
    }

    @ExceptionHandler
    void refused(ProblemException e, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Problem problem = Problem.of(e.status(), e.code(), String.valueOf(e.getMessage()))
                .withErrors(e.violations())
                .withHint(e.hint());
        Problems.write(
                e.status() == HttpStatus.SERVICE_UNAVAILABLE ? problem.withRetryAfter(Duration.ofSeconds(1)) : problem,
                request,
                response);
    }
}
