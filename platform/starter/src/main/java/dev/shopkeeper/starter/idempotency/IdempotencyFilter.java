package dev.shopkeeper.starter.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.shopkeeper.starter.problem.ProblemAnswer;
import dev.shopkeeper.starter.problem.ProblemWriter;
import dev.shopkeeper.starter.problem.Violation;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Lets a POST with an {@code Idempotency-Key} have its effect once, however often it is sent within 24 hours.
 *
 * <p>Scope of a key are the caller and the path. The first answer is kept and given again with {@code
 * Idempotent-Replayed: true}; another body with the same key is refused (422), as is a request whose twin is in flight
 * (409). An error without effect gives the key back.
 *
 * <p>What is guaranteed when the process dies in between: every transaction of the request marks the key in itself, so
 * a request of one transaction takes effect at most once. Died it before that, the key is free again after a minute;
 * died it between effect and answer, the answer is 409 {@code idempotency-answer-lost}, and nothing is done twice. Of
 * several transactions the later ones may then be missing.
 *
 * <p>Of a body larger than a limit only the beginning and the length are compared; of a multipart body only the length.
 */
final class IdempotencyFilter extends OncePerRequestFilter {

    static final String HEADER = "Idempotency-Key";
    static final String REPLAYED = "Idempotent-Replayed";
    private static final int LONGEST_KEY = 255;

    private final IdempotencyKeys keys;
    private final EffectiveTransactions effects;
    private final ProblemWriter problems;
    private final int hashedBytes;

    IdempotencyFilter(IdempotencyKeys keys, EffectiveTransactions effects, ProblemWriter problems, int hashedBytes) {
        this.keys = keys;
        this.effects = effects;
        this.problems = problems;
        this.hashedBytes = hashedBytes;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !"POST".equals(request.getMethod())
                || request.getHeader(HEADER) == null
                || request.getUserPrincipal() == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String key = request.getHeader(HEADER);
        if (key.isBlank() || key.length() > LONGEST_KEY || key.chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
            problems.write(
                    request,
                    response,
                    ProblemAnswer.invalid(HEADER, key, "must have 1 to " + LONGEST_KEY + " printable characters"));
            return;
        }
        HttpServletRequest buffered = isForm(request) ? request : new BufferedRequest(request, hashedBytes);
        Principal caller = Objects.requireNonNull(request.getUserPrincipal());
        KeyState state;
        try {
            state = keys.claim(caller.getName(), request.getRequestURI(), key, hash(buffered));
        } catch (RuntimeException e) {
            problems.write(request, response, e);
            return;
        }
        switch (state) {
            case KeyState.Ours ours -> proceed(ours.claim(), buffered, response, chain);
            case KeyState.Answered answered -> replay(answered, response);
            case KeyState.Reused reused ->
                problems.write(
                        request,
                        response,
                        ProblemAnswer.of(
                                        HttpStatus.UNPROCESSABLE_CONTENT,
                                        "idempotency-key-reused",
                                        "This Idempotency-Key was used for another request.")
                                .withErrors(
                                        List.of(new Violation(HEADER, key, "belongs to a request with another body")))
                                .withHint("Use a new key for a new request."));
            case KeyState.InFlight inFlight ->
                problems.write(
                        request,
                        response,
                        ProblemAnswer.of(
                                        HttpStatus.CONFLICT,
                                        "idempotency-in-flight",
                                        "The first request with this Idempotency-Key is not done yet.")
                                .withHeader(HttpHeaders.RETRY_AFTER, "1")
                                .withHint("Send it again after the time in Retry-After."));
            case KeyState.AnswerLost lost ->
                problems.write(
                        request,
                        response,
                        ProblemAnswer.of(
                                        HttpStatus.CONFLICT,
                                        "idempotency-answer-lost",
                                        "The first request with this Idempotency-Key took effect, but its answer was lost.")
                                .withHint("Read the present state instead of sending it again."));
        }
    }

    private void proceed(KeyClaim claim, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ContentCachingResponseWrapper caching = new ContentCachingResponseWrapper(response);
        effects.open(claim);
        try {
            chain.doFilter(request, caching);
        } catch (ServletException | IOException | RuntimeException e) {
            keys.giveBack(claim);
            throw e;
        } finally {
            effects.close();
        }
        if (request.isAsyncStarted()) {
            keys.giveBack(claim); // An answer that is still being written cannot be kept.
            return;
        }
        keys.answer(
                claim,
                caching.getStatus(),
                caching.getContentType(),
                caching.getHeader(HttpHeaders.LOCATION),
                caching.getContentAsByteArray());
        caching.copyBodyToResponse();
    }

    private static void replay(KeyState.Answered answered, HttpServletResponse response) throws IOException {
        response.setStatus(answered.status());
        response.setHeader(REPLAYED, "true");
        if (answered.contentType() != null) {
            response.setContentType(answered.contentType());
        }
        if (answered.location() != null) {
            response.setHeader(HttpHeaders.LOCATION, answered.location());
        }
        response.setContentLength(answered.body().length);
        response.getOutputStream().write(answered.body());
    }

    /** Their bodies are read by the container, not through the request's stream. */
    private static boolean isForm(HttpServletRequest request) {
        String type = request.getContentType();
        if (type == null) {
            return false;
        }
        String lower = type.toLowerCase(Locale.ROOT);
        return lower.startsWith("multipart/") || lower.startsWith("application/x-www-form-urlencoded");
    }

    private static byte[] hash(HttpServletRequest request) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String head = request.getQueryString()
                    + '\n'
                    + request.getContentType()
                    + '\n'
                    + request.getContentLengthLong()
                    + '\n';
            digest.update(head.getBytes(UTF_8));
            if (request instanceof BufferedRequest buffered) {
                digest.update(buffered.beginning());
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
