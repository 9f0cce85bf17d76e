package dev.shopkeeper.gateway.route;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.HttpHeaders;

/**
 * Which of a caller's headers a service gets to see. Taken off is what speaks of the connection, what claims an
 * identity or an address, and the caller's credentials.
 */
final class ForwardedHeaders {

    private static final Set<String> TAKEN_OFF = Set.of(
            // of this connection alone, RFC 9110 section 7.6.1
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "http2-settings",
            "expect",
            "host",
            "content-length",
            // credentials
            "authorization",
            "x-api-key",
            "cookie",
            // claims about who or where the caller is
            "forwarded",
            "via",
            "x-real-ip",
            "x-client-ip",
            "x-cluster-client-ip",
            "true-client-ip",
            "client-ip",
            "cf-connecting-ip",
            "x-original-url",
            "x-original-host",
            "x-rewrite-url",
            "x-http-method-override",
            "x-method-override",
            // settled here
            "origin",
            "accept-encoding",
            "x-correlation-id");

    private static final List<String> TAKEN_OFF_BY_PREFIX = List.of(
            "x-forwarded",
            "x-user",
            "x-shopkeeper",
            "x-remote",
            "x-auth",
            "x-role",
            "x-internal",
            "access-control-",
            "ce-",
            "sec-");

    private static final Set<String> RESPONSE_TAKEN_OFF = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "content-length",
            "date",
            "server",
            "x-correlation-id",
            "set-cookie",
            "vary",
            "cache-control",
            "expires",
            "pragma");

    private ForwardedHeaders() {}

    /** A copy of the caller's headers without those that are taken off. */
    static HttpHeaders ofRequest(HttpHeaders sent) {
        Set<String> named = new HashSet<>();
        for (String value : sent.getConnection()) {
            named.add(value.strip().toLowerCase(Locale.ROOT));
        }
        HttpHeaders forwarded = new HttpHeaders();
        sent.forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!TAKEN_OFF.contains(lower)
                    && !named.contains(lower)
                    && TAKEN_OFF_BY_PREFIX.stream().noneMatch(lower::startsWith)) {
                forwarded.put(name, values);
            }
        });
        return forwarded;
    }

    /** A copy of a service's headers without those that are of its own connection or set here. */
    static HttpHeaders ofResponse(HttpHeaders received) {
        HttpHeaders answered = new HttpHeaders();
        received.forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            boolean security = lower.startsWith("x-content-type-options")
                    || lower.startsWith("x-frame-options")
                    || lower.startsWith("x-xss-protection");
            if (!RESPONSE_TAKEN_OFF.contains(lower) && !security) {
                answered.put(name, values);
            }
        });
        String cache = received.getFirst("Cache-Control");
        if (cache != null) {
            answered.set("Cache-Control", cache);
        }
        return answered;
    }
}
