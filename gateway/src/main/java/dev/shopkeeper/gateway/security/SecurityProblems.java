package dev.shopkeeper.gateway.security;

import dev.shopkeeper.gateway.web.Problem;
import dev.shopkeeper.gateway.web.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/** 401 and 403 as problem details; 404 for what is no part of the platform, whoever asks. */
final class SecurityProblems implements AuthenticationEntryPoint, AccessDeniedHandler {

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        if (unknown(request, response)) {
            return;
        }
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        Problems.write(
                Problem.of(HttpStatus.UNAUTHORIZED, "missing-credentials", "The request does not say who is calling.")
                        .withHint("Send an API key in X-API-Key, or Authorization: Bearer with a key or token."),
                request,
                response);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
            throws IOException {
        if (unknown(request, response)) {
            return;
        }
        Problems.write(
                Problem.of(HttpStatus.FORBIDDEN, "forbidden", "The caller's role may not make this request.")
                        .withHint("Paths under /admin need the role operator, some of them admin."),
                request,
                response);
    }

    private static boolean unknown(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getRequestURI();
        if (path.startsWith("/api/v1/") || path.startsWith("/admin/v1/") || path.startsWith("/actuator")) {
            return false;
        }
        Problems.write(
                Problem.of(HttpStatus.NOT_FOUND, "not-found", "There is nothing at this path."), request, response);
        return true;
    }
}
