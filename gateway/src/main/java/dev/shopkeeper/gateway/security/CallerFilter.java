package dev.shopkeeper.gateway.security;

import dev.shopkeeper.gateway.web.Problem;
import dev.shopkeeper.gateway.web.Problems;
import dev.shopkeeper.starter.security.InternalTokens;
import dev.shopkeeper.starter.security.Role;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Finds out who is calling: {@code X-API-Key}, or {@code Authorization: Bearer} with a key, an OIDC token or, at
 * the collector alone, the token of one of the platform's own services.
 */
final class CallerFilter extends OncePerRequestFilter {

    static final String API_KEY_HEADER = "X-API-Key";

    private static final String COLLECTOR = "/api/v1/events";

    /** Its own services are not held back by the gateway, only kept from running wild. */
    private static final int SERVICE_REQUESTS_PER_SECOND = 10_000;

    private final ApiKeys keys;
    private final InternalTokens internal;
    private final @Nullable OidcTokens oidc;
    private final UserTokens users;
    private final RateLimits limits;

    CallerFilter(
            ApiKeys keys, InternalTokens internal, @Nullable OidcTokens oidc, UserTokens users, RateLimits limits) {
        this.keys = keys;
        this.internal = internal;
        this.oidc = oidc;
        this.users = users;
        this.limits = limits;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Caller caller;
        try {
            caller = speaking(authenticate(request), request);
        } catch (RefusedException e) {
            Problem problem = limits.takeAnonymous(request, response) ? e.problem : RateLimits.EXCEEDED;
            if (problem.status() == HttpStatus.UNAUTHORIZED) {
                response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            }
            Problems.write(problem, request, response);
            return;
        }
        boolean taken = caller == null ? limits.takeAnonymous(request, response) : limits.take(caller, response);
        if (!taken) {
            Problems.write(RateLimits.EXCEEDED, request, response);
            return;
        }
        if (caller != null) {
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(caller);
            SecurityContextHolder.setContext(context);
        }
        try {
            chain.doFilter(request, response);
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private @Nullable Caller authenticate(HttpServletRequest request) throws RefusedException {
        String key = request.getHeader(API_KEY_HEADER);
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (key != null && authorization != null) {
            throw unauthorised("ambiguous-credentials", "The request has both X-API-Key and Authorization.");
        }
        if (key != null) {
            return byKey(key, request);
        }
        if (authorization == null) {
            return null;
        }
        if (!authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            throw unauthorised("unsupported-credentials", "Authorization is not of the kind Bearer.");
        }
        String token = authorization.substring(7).strip();
        return token.startsWith("pk_") || token.startsWith("sk_") ? byKey(token, request) : byToken(token, request);
    }

    /** The caller with the user whom the shop vouches for, where it does. */
    private @Nullable Caller speaking(@Nullable Caller caller, HttpServletRequest request) throws RefusedException {
        String token = request.getHeader(UserTokens.HEADER);
        if (caller == null || token == null) {
            return caller;
        }
        if (!users.configured()) {
            throw new RefusedException(Problem.of(
                            HttpStatus.UNAUTHORIZED,
                            "invalid-user-token",
                            "The request has X-User-Token, and no secret is set by which to check it.")
                    .withHint("Maybe set SHOPKEEPER_USER_TOKEN_SECRET, the secret with which the shop signs?"));
        }
        try {
            return caller.speakingFor(users.read(token));
        } catch (JwtException e) {
            throw new RefusedException(Problem.of(
                            HttpStatus.UNAUTHORIZED,
                            "invalid-user-token",
                            "X-User-Token is not signed with the shop's secret, has expired, lives too long or lacks a"
                                    + " claim.")
                    .withHint("It is a JWT, HS256, with sub the user_id, aud " + UserTokens.AUDIENCE
                            + ", iat and exp. Maybe it is older than the page that sends it?"));
        }
    }

    private Caller byKey(String presented, HttpServletRequest request) throws RefusedException {
        Optional<ApiKey> found = presented.length() <= 256 ? keys.find(presented) : Optional.empty();
        ApiKey key = found.orElseThrow(() -> unauthorised("invalid-credentials", "The API key is not known."));
        if (!key.allowsOrigin(request.getHeader(HttpHeaders.ORIGIN))) {
            throw new RefusedException(Problem.of(
                            HttpStatus.FORBIDDEN,
                            "origin-not-allowed",
                            "The API key may not be used by web pages of this origin.")
                    .withHint("Maybe add the origin to the origins of key '" + key.id() + "'?"));
        }
        return new Caller(key.id(), key.role(), key.requestsPerSecond());
    }

    private Caller byToken(String token, HttpServletRequest request) throws RefusedException {
        Optional<Caller> service = COLLECTOR.equals(request.getRequestURI()) ? service(token) : Optional.empty();
        if (service.isPresent()) {
            return service.get();
        }
        if (oidc == null) {
            throw unauthorised("invalid-credentials", "The bearer token is no API key, and no other tokens are taken.");
        }
        try {
            return oidc.read(token)
                    .orElseThrow(() -> new RefusedException(Problem.of(
                            HttpStatus.FORBIDDEN, "no-role", "The token has no role that may call this platform.")));
        } catch (BadJwtException e) {
            throw unauthorised("invalid-credentials", "The bearer token is not valid.");
        } catch (JwtException e) {
            throw new RefusedException(Problem.of(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "identity-provider-unavailable",
                            "The token cannot be checked: the identity provider does not answer.")
                    .withRetryAfter(Duration.ofSeconds(5)));
        }
    }

    /** The service that hands its events in, or empty where the token is of another kind. */
    private Optional<Caller> service(String token) {
        try {
            Jwt jwt = internal.verifyForCollector(token);
            return Optional.of(new Caller("service:" + jwt.getSubject(), Role.OPERATOR, SERVICE_REQUESTS_PER_SECOND));
        } catch (JwtException e) {
            return Optional.empty();
        }
    }

    private static RefusedException unauthorised(String code, String detail) {
        return new RefusedException(Problem.of(HttpStatus.UNAUTHORIZED, code, detail)
                .withHint("Send an API key in X-API-Key, or Authorization: Bearer with a key or token."));
    }

    private static final class RefusedException extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        RefusedException(Problem problem) {
            super(problem.code(), null, false, false);
            this.problem = problem;
        }
    }
}
