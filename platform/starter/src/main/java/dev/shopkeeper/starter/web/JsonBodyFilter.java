package dev.shopkeeper.starter.web;

import dev.shopkeeper.starter.problem.BodyTooLargeException;
import dev.shopkeeper.starter.problem.ProblemAnswer;
import dev.shopkeeper.starter.problem.ProblemWriter;
import dev.shopkeeper.starter.problem.Violation;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses JSON that is too large, announced or not, and JSON that is compressed. */
final class JsonBodyFilter extends OncePerRequestFilter {

    private final long most;
    private final ProblemWriter problems;

    JsonBodyFilter(long most, ProblemWriter problems) {
        this.most = most;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String type = request.getContentType();
        if (type == null) {
            return true;
        }
        String essence = type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip();
        return !essence.equals("application/json") && !essence.endsWith("+json");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            problems.write(
                    request,
                    response,
                    ProblemAnswer.of(
                                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                                    "unsupported-media-type",
                                    "The request's content encoding is not taken here.")
                            .withErrors(
                                    List.of(new Violation(HttpHeaders.CONTENT_ENCODING, encoding, "must be absent")))
                            .withHint("Send the JSON as it is, uncompressed."));
        } else if (request.getContentLengthLong() > most) {
            problems.write(request, response, new BodyTooLargeException(most));
        } else {
            chain.doFilter(new LimitedRequest(request, most), response);
        }
    }
}
