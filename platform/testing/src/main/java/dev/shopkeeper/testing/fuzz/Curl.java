package dev.shopkeeper.testing.fuzz;

import java.net.URI;
import java.util.Set;

/** Writes a request as a line for a shell. */
final class Curl {

    private static final int SHOWN_BYTES = 1500;

    private Curl() {}

    /** The line; values of secret headers stand as {@code $KEY}. */
    static String line(URI baseUrl, FuzzRequest request, Set<String> secretHeaders) {
        StringBuilder line = new StringBuilder("curl -i --path-as-is -X ").append(request.method());
        line.append(' ').append(quoted(baseUrl + request.target()));
        request.headers().forEach((name, value) -> {
            boolean secret = secretHeaders.contains(name) && request.refusal() != FuzzRequest.Refusal.UNAUTHENTICATED;
            line.append(" -H ").append(secret ? "\"" + name + ": $KEY\"" : quoted(name + ": " + value));
        });
        byte[] body = request.body();
        if (body != null) {
            line.append(" --data-binary $'").append(escaped(body)).append('\'');
            if (body.length > SHOWN_BYTES) {
                line.append(" # the first ")
                        .append(SHOWN_BYTES)
                        .append(" of ")
                        .append(body.length)
                        .append(" bytes");
            }
        }
        return line.toString();
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private static String escaped(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(bytes.length, SHOWN_BYTES); i++) {
            int b = bytes[i] & 0xff;
            if (b == '\'' || b == '\\') {
                text.append('\\').append((char) b);
            } else if (b >= 0x20 && b < 0x7f) {
                text.append((char) b);
            } else {
                text.append("\\x%02x".formatted(b));
            }
        }
        return text.toString();
    }
}
