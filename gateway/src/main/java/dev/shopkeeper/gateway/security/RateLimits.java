package dev.shopkeeper.gateway.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.shopkeeper.gateway.web.Problem;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** A bucket of requests for each caller, refilled evenly, with a second's worth at most. */
final class RateLimits {

    static final Problem EXCEEDED = Problem.of(
                    HttpStatus.TOO_MANY_REQUESTS, "rate-limit-exceeded", "More requests than this caller may make.")
            .withHint("Come again after the time in Retry-After, or ask for a higher limit.");

    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterAccess(Duration.ofMinutes(5))
            .build();
    private final int anonymousRequestsPerSecond;

    RateLimits(int anonymousRequestsPerSecond) {
        this.anonymousRequestsPerSecond = anonymousRequestsPerSecond;
    }

    /** Whether the caller may make this request; says in the response's headers what is left. */
    boolean take(Caller caller, HttpServletResponse response) {
        // The limit is part of the name, so that a changed keys file takes effect at once.
        return take(caller.id() + '#' + caller.requestsPerSecond(), caller.requestsPerSecond(), response);
    }

    /** As above, by address, for those who do not say who they are. Health is asked for too often to be counted. */
    boolean takeAnonymous(HttpServletRequest request, HttpServletResponse response) {
        return request.getRequestURI().startsWith("/actuator/health")
                || take("@" + request.getRemoteAddr(), anonymousRequestsPerSecond, response);
    }

    private boolean take(String name, int requestsPerSecond, HttpServletResponse response) {
        Bucket bucket = buckets.get(
                name,
                missing -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(requestsPerSecond)
                                .refillGreedy(requestsPerSecond, Duration.ofSeconds(1)))
                        .build());
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        response.setHeader("RateLimit-Limit", Integer.toString(requestsPerSecond));
        response.setHeader("RateLimit-Remaining", Long.toString(probe.getRemainingTokens()));
        response.setHeader("RateLimit-Reset", Long.toString(seconds(probe.getNanosToWaitForReset())));
        if (!probe.isConsumed()) {
            response.setHeader(
                    HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, seconds(probe.getNanosToWaitForRefill()))));
        }
        return probe.isConsumed();
    }

    private static long seconds(long nanos) {
        return (nanos + 999_999_999L) / 1_000_000_000L;
    }
}
