package dev.shopkeeper.gateway.route;

import dev.shopkeeper.gateway.route.RouteProperties.Route;
import dev.shopkeeper.gateway.security.Caller;
import dev.shopkeeper.gateway.security.InternalTokenCache;
import dev.shopkeeper.gateway.web.Problem;
import dev.shopkeeper.starter.observability.Correlation;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.concurrent.Cancellable;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.server.mvc.handler.GatewayServerResponse;
import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchange;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * One HTTP exchange with a service. Request bodies are streamed. Small answers are read within the deadline, so that a
 * service that breaks off is noticed while something else can still be answered; large ones are streamed.
 */
final class UpstreamExchange implements ProxyExchange {

    static final String ROUTE_ATTRIBUTE = Route.class.getName();
    static final String BODY_ATTRIBUTE = UpstreamExchange.class.getName() + ".body";

    private static final int HELD = 256 * 1024;
    private static final int FIRST = 8 * 1024;

    private final Map<String, RestClient> clients;
    private final Map<String, URI> services;
    private final InternalTokenCache tokens;

    /** @param clients by route, each with that route's deadline */
    UpstreamExchange(Map<String, RestClient> clients, Map<String, URI> services, InternalTokenCache tokens) {
        this.clients = clients;
        this.services = services;
        this.tokens = tokens;
    }

    @Override
    public ServerResponse exchange(Request request) {
        HttpServletRequest servletRequest = request.getServerRequest().servletRequest();
        Route route = (Route) servletRequest.getAttribute(ROUTE_ATTRIBUTE);
        RestClient client = clients.get(route.id());
        if (client == null) {
            throw new IllegalStateException("Route '" + route.id() + "' has no client.");
        }
        @Nullable CallerBody body = null;
        try {
            RestClient.RequestBodySpec call = client.method(request.getMethod())
                    .uri(target(route, servletRequest))
                    .headers(headers -> headers.putAll(headers(request, servletRequest)));
            if (hasBody(servletRequest)) {
                CallerBody sent = new CallerBody(
                        servletRequest.getInputStream(), route.maxBody().toBytes());
                body = sent;
                call.body(sent::copyTo);
            }
            long until = System.nanoTime() + route.deadline().toNanos();
            return call.exchange((sent, received) -> answer(request, received, PassedRequests.sent(), until), false);
        } catch (ResourceAccessException | IOException e) {
            throw classify(route, body, e);
        }
    }

    private static RuntimeException classify(Route route, @Nullable CallerBody body, Exception e) {
        if (body != null && body.tooLarge()) {
            return new RefusedRequestException(RequestRules.tooLarge(route.maxBody()));
        }
        if (body != null && body.broken()) {
            return new RefusedRequestException(
                    Problem.of(HttpStatus.BAD_REQUEST, "incomplete-body", "The request's body broke off."));
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectTimeoutException) {
                break;
            }
            if (cause instanceof InterruptedIOException) {
                return new UpstreamException.TimedOut(route.service() + " took more than " + route.deadline(), e);
            }
        }
        return new UpstreamException.Unreachable(route.service() + " is unreachable", e);
    }

    /** The caller's path and query to the letter: encoded slashes stay encoded. */
    private URI target(Route route, HttpServletRequest request) {
        String base = String.valueOf(services.get(route.service()));
        String query = request.getQueryString();
        String path = request.getRequestURI();
        try {
            return URI.create(base + path + (query == null ? "" : "?" + RequestRules.encodeRelaxed(query)));
        } catch (IllegalArgumentException e) {
            throw new RefusedRequestException(
                    Problem.of(HttpStatus.BAD_REQUEST, "malformed-request", "The request's address is no valid URI."));
        }
    }

    private HttpHeaders headers(Request request, HttpServletRequest servletRequest) {
        HttpHeaders headers =
                ForwardedHeaders.ofRequest(request.getServerRequest().headers().asHttpHeaders());
        String correlationId = Correlation.current();
        if (correlationId != null) {
            headers.set(Correlation.HTTP_HEADER, correlationId);
        }
        if (servletRequest.getUserPrincipal() instanceof Caller caller) {
            headers.setBearerAuth(tokens.token(caller));
        }
        long length = servletRequest.getContentLengthLong();
        if (length > 0) {
            headers.setContentLength(length);
        }
        return headers;
    }

    /** The first {@value #HELD} bytes and one more, or all there are, as far as they come before a time of {@link System#nanoTime}. */
    private static byte[] held(ClientHttpResponse received, long until) throws IOException {
        InputStream in = received.getBody();
        long told = received.getHeaders().getContentLength();
        byte[] held = new byte[(int) Math.min(HELD + 1, told >= 0 ? told : FIRST)];
        int length = 0;
        while (true) {
            if (length == held.length) {
                if (length == (told >= 0 ? Math.min(told, HELD + 1) : HELD + 1)) {
                    return held;
                }
                held = Arrays.copyOf(held, (int) Math.min(HELD + 1, 2L * length));
            }
            int read = in.read(held, length, held.length - length);
            if (read < 0) {
                return Arrays.copyOf(held, length);
            }
            length += read;
            if (System.nanoTime() - until > 0) {
                throw new SocketTimeoutException("The answer did not end in time.");
            }
        }
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    }

    private static ServerResponse answer(Request request, ClientHttpResponse received, Cancellable sent, long until)
            throws IOException {
        try {
            return answered(request, received, sent, until);
        } catch (IOException | RuntimeException e) {
            sent.cancel();
            throw e;
        }
    }

    private static ServerResponse answered(Request request, ClientHttpResponse received, Cancellable sent, long until)
            throws IOException {
        HttpHeaders headers = ForwardedHeaders.ofResponse(received.getHeaders());
        byte[] held = held(received, until);
        boolean whole = held.length <= HELD;
        if (whole) {
            received.close();
            request.getServerRequest().attributes().put(BODY_ATTRIBUTE, held);
        }
        ServerResponse answer = GatewayServerResponse.status(received.getStatusCode())
                .build((servletRequest, response) -> {
                    if (whole) {
                        response.setContentLength(held.length);
                        response.getOutputStream().write(held);
                    } else {
                        pass(held, received, sent, response.getOutputStream());
                    }
                    return null;
                });
        answer.headers().putAll(headers);
        return answer;
    }

    /** Closing reads what is left, so a call that cannot be passed on is broken off first. */
    private static void pass(byte[] held, ClientHttpResponse received, Cancellable sent, OutputStream out)
            throws IOException {
        try (received) {
            out.write(held);
            received.getBody().transferTo(out);
        } catch (IOException | RuntimeException e) {
            sent.cancel();
            throw e;
        }
    }
}
