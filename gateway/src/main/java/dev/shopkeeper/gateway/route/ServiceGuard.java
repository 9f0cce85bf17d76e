package dev.shopkeeper.gateway.route;

import dev.shopkeeper.gateway.route.RouteProperties.Route;
import dev.shopkeeper.gateway.web.Problem;
import dev.shopkeeper.gateway.web.Problems;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.retry.Retry;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.server.mvc.handler.GatewayServerResponse;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Stands before a service: lets in only so many calls at a time, none while the service is known to be down, tries a
 * safe call again, and answers with a fallback or a named problem where there is no answer.
 */
final class ServiceGuard implements HandlerFilterFunction<ServerResponse, ServerResponse> {

    private static final Logger log = LoggerFactory.getLogger(ServiceGuard.class);
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final Route route;
    private final Bulkhead bulkhead;
    private final CircuitBreaker breaker;
    private final Retry retry;
    private final @Nullable LastKnownGood lastKnownGood;
    private final Counter fallbacks;
    private final Counter refused;

    ServiceGuard(
            Route route,
            Bulkhead bulkhead,
            CircuitBreaker breaker,
            Retry retry,
            @Nullable LastKnownGood lastKnownGood,
            MeterRegistry meters) {
        this.route = route;
        this.bulkhead = bulkhead;
        this.breaker = breaker;
        this.retry = retry;
        this.lastKnownGood = lastKnownGood;
        this.fallbacks = unanswered(meters, route, "last_known_good");
        this.refused = unanswered(meters, route, "refused");
    }

    private static Counter unanswered(MeterRegistry meters, Route route, String outcome) {
        return Counter.builder("shopkeeper.gateway.unanswered")
                .description(
                        "Calls that a service did not answer: given the last known good answer in its place, or refused")
                .tag("upstream", route.service())
                .tag("outcome", outcome)
                .register(meters);
    }

    @Override
    public ServerResponse filter(ServerRequest request, HandlerFunction<ServerResponse> next) throws Exception {
        Problem refused = RequestRules.check(route, request);
        if (refused != null) {
            return answer(refused, request);
        }
        request.servletRequest().setAttribute(UpstreamExchange.ROUTE_ATTRIBUTE, route);
        if (!bulkhead.tryAcquirePermission()) {
            return instead(
                    request,
                    problem(HttpStatus.SERVICE_UNAVAILABLE, "busy", "has too much to do", Duration.ofSeconds(1)));
        }
        try {
            return guarded(request, next);
        } catch (RefusedRequestException e) {
            return answer(e.problem(), request);
        } catch (CallNotPermittedException e) {
            return instead(
                    request,
                    problem(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", "did not answer lately", openFor()));
        } catch (UpstreamException.TimedOut e) {
            log.warn("{}", e.getMessage());
            return instead(
                    request,
                    problem(
                            HttpStatus.GATEWAY_TIMEOUT,
                            "timeout",
                            "did not answer within " + route.deadline().toMillis() + " ms",
                            Duration.ofSeconds(1)));
        } catch (UpstreamException e) {
            log.warn("{}: {}", e.getMessage(), String.valueOf(e.getCause()));
            return instead(
                    request,
                    problem(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", "cannot be reached", Duration.ofSeconds(2)));
        } finally {
            bulkhead.releasePermission();
        }
    }

    private ServerResponse guarded(ServerRequest request, HandlerFunction<ServerResponse> next) throws Exception {
        ServerResponse answer;
        if (SAFE.contains(request.method())) {
            answer = Retry.decorateCallable(retry, () -> withBreaker(request, next))
                    .call();
        } else {
            answer = withBreaker(request, next);
        }
        if (lastKnownGood != null) {
            if (answer.statusCode().is5xxServerError()) {
                return fallback(lastKnownGood, request).orElse(answer);
            }
            lastKnownGood.learn(route, request, answer);
        }
        return answer;
    }

    private ServerResponse withBreaker(ServerRequest request, HandlerFunction<ServerResponse> next) throws Exception {
        breaker.acquirePermission();
        long start = System.nanoTime();
        try {
            ServerResponse answer = next.handle(request);
            int status = answer.statusCode().value();
            if (status >= 502 && status <= 504) {
                UpstreamException.Unreachable unwell =
                        new UpstreamException.Unreachable(route.service() + " answered " + status, null);
                breaker.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, unwell);
                if (SAFE.contains(request.method()) && status != 504 && !isProblem(answer)) {
                    throw new RetriedException(unwell);
                }
                return answer;
            }
            breaker.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            return answer;
        } catch (RetriedException e) {
            throw e.unwell;
        } catch (UpstreamException e) {
            breaker.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, e);
            throw e;
        } catch (RefusedRequestException e) {
            breaker.releasePermission();
            throw e;
        } catch (IllegalArgumentException | IllegalStateException e) {
            breaker.releasePermission();
            log.warn("A request to {} could not be made: {}", route.service(), e.toString());
            throw new RefusedRequestException(Problem.of(
                    HttpStatus.BAD_REQUEST, "malformed-request", "The request's address or parameters are malformed."));
        }
    }

    /** A service's own problem says more than ours would: it is passed on. */
    private static boolean isProblem(ServerResponse answer) {
        MediaType type = answer.headers().getContentType();
        return type != null && type.isCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
    }

    private ServerResponse instead(ServerRequest request, Problem problem) {
        if (lastKnownGood != null) {
            Optional<ServerResponse> known = fallback(lastKnownGood, request);
            if (known.isPresent()) {
                return known.get();
            }
        }
        refused.increment();
        return answer(problem, request);
    }

    private Optional<ServerResponse> fallback(LastKnownGood known, ServerRequest request) {
        Optional<ServerResponse> answer = known.instead(request);
        answer.ifPresent(given -> fallbacks.increment());
        return answer;
    }

    private Problem problem(HttpStatus status, String kind, String what, Duration retryAfter) {
        return Problem.of(status, route.service() + "-" + kind, "The " + route.service() + " service " + what + ".")
                .withRetryAfter(retryAfter);
    }

    private Duration openFor() {
        return Duration.ofMillis(breaker.getCircuitBreakerConfig()
                .getWaitIntervalFunctionInOpenState()
                .apply(1));
    }

    static ServerResponse answer(Problem problem, ServerRequest request) {
        ServerResponse.BodyBuilder answer =
                GatewayServerResponse.status(problem.status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        String retryAfter = problem.retryAfterSeconds();
        if (retryAfter != null) {
            answer.header("Retry-After", retryAfter);
        }
        return answer.body(Problems.bytes(problem, request.servletRequest()));
    }

    private static final class RetriedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final UpstreamException.Unreachable unwell;

        RetriedException(UpstreamException.Unreachable unwell) {
            super(unwell);
            this.unwell = unwell;
        }
    }
}
