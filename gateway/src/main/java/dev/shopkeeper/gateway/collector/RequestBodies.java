package dev.shopkeeper.gateway.collector;

import dev.shopkeeper.starter.problem.ProblemException;
import dev.shopkeeper.starter.problem.Violation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Reads a request body into memory within limits, undoing {@code gzip}: a body that grows too much is refused. */
final class RequestBodies {

    /** Below this many bytes no ratio is looked at: short repetitive bodies compress very well. */
    private static final int RATIO_FROM = 256 * 1024;

    private final int maxBody;
    private final int maxInflated;
    private final int maxInflation;

    RequestBodies(CollectorProperties properties) {
        this.maxBody = Math.toIntExact(properties.maxBody().toBytes());
        this.maxInflated = Math.toIntExact(properties.maxInflatedBody().toBytes());
        this.maxInflation = properties.maxInflation();
    }

    /**
     * @param length what {@code Content-Length} says, or negative
     * @param encoding what {@code Content-Encoding} says, or null
     * @throws ProblemException 413 where a limit is passed, 415 for another encoding, 400 where gzip is broken
     */
    byte[] read(InputStream body, long length, @Nullable String encoding) throws IOException {
        if (length > maxBody) {
            throw tooLarge("Content-Length", length, maxBody);
        }
        String named = encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT);
        boolean gzip = named.equals("gzip") || named.equals("x-gzip");
        if (!gzip && !named.isEmpty() && !named.equals("identity")) {
            throw new ProblemException(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "unsupported-content-encoding",
                    "The body has a Content-Encoding that is not read here.",
                    List.of(new Violation("Content-Encoding", Values.shortened(named), "is neither gzip nor identity")),
                    null);
        }
        byte[] sent = body.readNBytes(maxBody + 1);
        if (sent.length > maxBody) {
            throw tooLarge("body", null, maxBody);
        }
        return gzip ? inflate(sent) : sent;
    }

    private byte[] inflate(byte[] sent) throws IOException {
        ByteArrayOutputStream inflated = new ByteArrayOutputStream(Math.min(maxInflated, sent.length * 4 + 64));
        byte[] buffer = new byte[8192];
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(sent), 8192)) {
            for (int n = gzip.read(buffer); n >= 0; n = gzip.read(buffer)) {
                inflated.write(buffer, 0, n);
                if (inflated.size() > maxInflated) {
                    throw tooLarge("body", null, maxInflated);
                }
                if (inflated.size() > RATIO_FROM && inflated.size() / sent.length > maxInflation) {
                    throw new ProblemException(
                            HttpStatus.CONTENT_TOO_LARGE,
                            "gzip-ratio-exceeded",
                            "The body inflates to more than " + maxInflation + " times its size.",
                            List.of(new Violation(
                                    "body", null, sent.length + " bytes became more than " + inflated.size())),
                            "Send smaller batches, or send them without gzip.");
                }
            }
        } catch (ZipException | EOFException e) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST,
                    "malformed-gzip",
                    "The body is said to be gzip and is not, or is cut off.",
                    List.of(new Violation("Content-Encoding", "gzip", "does not fit the body")),
                    null);
        }
        return inflated.toByteArray();
    }

    private static ProblemException tooLarge(String name, @Nullable Object value, int limit) {
        return new ProblemException(
                HttpStatus.CONTENT_TOO_LARGE,
                "body-too-large",
                "The body has more than " + limit + " bytes.",
                List.of(new Violation(name, value, "is more than " + limit + " bytes")),
                "Send smaller batches.");
    }
}
