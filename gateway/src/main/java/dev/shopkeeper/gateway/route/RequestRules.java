package dev.shopkeeper.gateway.route;

import dev.shopkeeper.gateway.route.RouteProperties.Route;
import dev.shopkeeper.gateway.web.Problem;
import dev.shopkeeper.starter.problem.Violation;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.util.unit.DataSize;
import org.springframework.web.servlet.function.ServerRequest;

/** What is refused before a service is asked. */
final class RequestRules {

    private RequestRules() {}

    /** What is wrong with the request as far as its headers tell, or null. */
    static @Nullable Problem check(Route route, ServerRequest request) {
        HttpHeaders headers = request.headers().asHttpHeaders();
        if (headers.getContentLength() > route.maxBody().toBytes()) {
            return tooLarge(route.maxBody());
        }
        String encoding = headers.getFirst(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity")) {
            return Problem.of(
                            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                            "unsupported-content-encoding",
                            "The body has a Content-Encoding that is not read here.")
                    .withErrors(List.of(new Violation("Content-Encoding", shortened(encoding), "is not identity")))
                    .withHint("Send the body as it is. Only /api/v1/events takes gzip.");
        }
        String type = headers.getFirst(HttpHeaders.CONTENT_TYPE);
        if (type != null && type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded")) {
            return Problem.of(
                            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                            "unsupported-media-type",
                            "No operation of this platform takes a form.")
                    .withErrors(List.of(new Violation("Content-Type", shortened(type), "is not application/json")));
        }
        return null;
    }

    static Problem tooLarge(DataSize limit) {
        return Problem.of(
                        HttpStatus.CONTENT_TOO_LARGE,
                        "body-too-large",
                        "The body has more than " + limit.toBytes() + " bytes.")
                .withErrors(List.of(new Violation("body", null, "is more than " + limit.toBytes() + " bytes")))
                .withHint("Send it in smaller parts.");
    }

    /** Encodes what servers let pass in a query and URIs do not. */
    static String encodeRelaxed(String query) {
        StringBuilder encoded = null;
        for (int i = 0; i < query.length(); i++) {
            char c = query.charAt(i);
            boolean strayPercent = c == '%' && !isEscape(query, i);
            if (strayPercent || "[]{}|^`\\\"<> ".indexOf(c) >= 0) {
                if (encoded == null) {
                    encoded = new StringBuilder(query.length() + 16).append(query, 0, i);
                }
                encoded.append('%').append("%02X".formatted((int) c));
            } else if (encoded != null) {
                encoded.append(c);
            }
        }
        return encoded == null ? query : encoded.toString();
    }

    private static boolean isEscape(String text, int at) {
        return at + 2 < text.length()
                && Character.digit(text.charAt(at + 1), 16) >= 0
                && Character.digit(text.charAt(at + 2), 16) >= 0;
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
