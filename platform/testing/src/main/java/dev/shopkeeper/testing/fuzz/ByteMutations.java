package dev.shopkeeper.testing.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.node.JsonNodeFactory;

/** Bodies that are no JSON, or hardly. */
final class ByteMutations {

    private ByteMutations() {}

    /** The first name of the first object twice. */
    static byte[] duplicateKey(byte[] body) {
        String text = new String(body, UTF_8);
        int brace = text.indexOf("{\"");
        int colon = brace < 0 ? -1 : text.indexOf("\":", brace);
        if (colon < 0) {
            return "{\"a\":1,\"a\":2}".getBytes(UTF_8);
        }
        String name = text.substring(brace + 1, colon + 1);
        return (text.substring(0, brace + 1) + name + ":1," + text.substring(brace + 1)).getBytes(UTF_8);
    }

    /** An object with one more field in front, that no schema knows. */
    static byte[] withField(byte[] body) {
        String text = new String(body, UTF_8);
        boolean empty = text.replaceAll("\\s", "").equals("{}");
        return text.replaceFirst("^\\s*\\{", "{\"surplus_field\":1" + (empty ? "" : ","))
                .getBytes(UTF_8);
    }

    /** A byte sequence within a text that is no UTF-8. */
    static byte[] invalidUtf8(byte[] body) {
        String text = new String(body, ISO_8859_1);
        int quote = text.lastIndexOf('"');
        if (quote < 0) {
            return new byte[] {'"', (byte) 0xc3, '(', '"'};
        }
        return (text.substring(0, quote) + "\u00c3(" + text.substring(quote)).getBytes(ISO_8859_1);
    }

    static byte[] deepNesting(int depth) {
        return ("{\"a\":".repeat(depth / 2) + "[".repeat(depth) + "]".repeat(depth) + "}".repeat(depth / 2))
                .getBytes(UTF_8);
    }

    static byte[] truncated(byte[] body) {
        return Arrays.copyOf(body, Math.max(1, body.length - 1 - body.length / 3));
    }

    static byte[] withTail(byte[] body) {
        return (new String(body, UTF_8) + "} trailing").getBytes(UTF_8);
    }

    static byte[] utf16(byte[] body) {
        return ("\uFEFF" + new String(body, UTF_8)).getBytes(UTF_16LE);
    }

    /** Well-formed, and far too much. */
    static byte[] oversized(int bytes) {
        return JsonNodeFactory.instance
                .stringNode("x".repeat(Math.max(1, bytes - 2)))
                .toString()
                .getBytes(UTF_8);
    }

    static byte[] gzipped(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
