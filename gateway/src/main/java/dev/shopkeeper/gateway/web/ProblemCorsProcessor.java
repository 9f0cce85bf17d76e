package dev.shopkeeper.gateway.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;

/** Refuses a web page with problem details instead of plain text. */
final class ProblemCorsProcessor extends DefaultCorsProcessor {

    @Override
    public boolean processRequest(
            @Nullable CorsConfiguration configuration, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        boolean taken = super.processRequest(configuration, request, response);
        if (!taken && response.getStatus() == HttpStatus.FORBIDDEN.value()) {
            Problems.write(
                    Problem.of(
                                    HttpStatus.FORBIDDEN,
                                    "origin-not-allowed",
                                    "Web pages of this origin may not make this request.")
                            .withHint("Maybe the origin is missing in shopkeeper.cors.allowed-origins?"),
                    request,
                    response);
        }
        return taken;
    }

    @Override
    protected void rejectRequest(ServerHttpResponse response) {
        if (response instanceof ServletServerHttpResponse servlet) {
            servlet.getServletResponse().setStatus(HttpStatus.FORBIDDEN.value());
        }
    }
}
