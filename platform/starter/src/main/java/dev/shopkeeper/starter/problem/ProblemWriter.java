package dev.shopkeeper.starter.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Writes a problem straight to the response, for filters and everything else outside Spring MVC. */
public final class ProblemWriter {

    private final Problems problems;

    public ProblemWriter(Problems problems) {
        this.problems = problems;
    }

    public void write(HttpServletRequest request, HttpServletResponse response, Throwable failure) throws IOException {
        write(request, response, problems.answer(failure));
    }

    /** Does nothing once the response is on its way. */
    public void write(HttpServletRequest request, HttpServletResponse response, ProblemAnswer answer)
            throws IOException {
        ProblemBytes.write(response, answer, request.getRequestURI());
    }
}
