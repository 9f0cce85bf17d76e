package dev.shopkeeper.benchmarks.serving;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Puts one HTTP/1.1 response together from what a connection delivers, without a copy more than needed, since the machine that is
 * measured pays for it too. Knows bodies with a length and chunked ones. Not thread-safe; used again after {@link #reset}.
 */
final class ResponseReader {

    private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};
    private static final byte[] DEGRADED = "\"degraded\":true".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = new byte[32 * 1024];
    private int size;
    private int read;
    private int bodyStart;
    private int bodyEnd;
    private int length;
    private int status;
    private boolean head;
    private boolean chunked;
    private boolean closes;

    void reset() {
        size = 0;
        read = 0;
        bodyStart = 0;
        bodyEnd = 0;
        length = 0;
        status = 0;
        head = false;
        chunked = false;
        closes = false;
    }

    /**
     * Takes what has come.
     *
     * @return whether the response is complete
     * @throws IOException if this is no response, or one of a form that is not known
     */
    boolean feed(ByteBuffer more) throws IOException {
        int added = more.remaining();
        if (size + added > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + added, bytes.length * 2));
        }
        more.get(bytes, size, added);
        size += added;
        if (!head) {
            int end = indexOf(END_OF_HEAD, Math.max(0, read - 3), size);
            if (end < 0) {
                read = size;
                return false;
            }
            readHead(new String(bytes, 0, end, StandardCharsets.ISO_8859_1));
            head = true;
            bodyStart = end + END_OF_HEAD.length;
            bodyEnd = bodyStart;
            read = bodyStart;
        }
        if (chunked) {
            return readChunks();
        }
        bodyEnd = Math.min(size, bodyStart + length);
        return size >= bodyStart + length;
    }

    int status() {
        return status;
    }

    /** Whether the other end closes the connection behind this response. */
    boolean closes() {
        return closes;
    }

    /** Whether the decision in the body says that it is degraded. */
    boolean degraded() {
        return indexOf(DEGRADED, bodyStart, bodyEnd) >= 0;
    }

    String body() {
        return new String(bytes, bodyStart, bodyEnd - bodyStart, StandardCharsets.UTF_8);
    }

    private void readHead(String text) throws IOException {
        String[] lines = text.split("\r\n", -1);
        if (!lines[0].startsWith("HTTP/1.1 ") || lines[0].length() < 12) {
            throw new IOException("'" + lines[0] + "' begins no response of HTTP/1.1");
        }
        status = Integer.parseInt(lines[0].substring(9, 12));
        length = -1;
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            String name = lines[i].substring(0, Math.max(0, colon)).toLowerCase(Locale.ROOT);
            String value = lines[i].substring(colon + 1).strip();
            switch (name) {
                case "content-length" -> length = Integer.parseInt(value);
                case "transfer-encoding" -> chunked = value.equalsIgnoreCase("chunked");
                case "connection" -> closes = value.equalsIgnoreCase("close");
                default -> {}
            }
        }
        if (length < 0 && !chunked) {
            if (status != 204 && status != 304) {
                throw new IOException("A response " + status + " says no length and is not chunked");
            }
            length = 0;
        }
    }

    /** Moves the contents of chunks together, and stays before the first that is not whole yet. */
    private boolean readChunks() throws IOException {
        while (true) {
            int lineEnd = read;
            while (lineEnd + 1 < size && !(bytes[lineEnd] == '\r' && bytes[lineEnd + 1] == '\n')) {
                lineEnd++;
            }
            if (lineEnd + 1 >= size) {
                return false;
            }
            int chunk = chunkSize(new String(bytes, read, lineEnd - read, StandardCharsets.ISO_8859_1));
            int from = lineEnd + 2;
            if (size < from + chunk + 2) {
                return false;
            }
            System.arraycopy(bytes, from, bytes, bodyEnd, chunk);
            bodyEnd += chunk;
            read = from + chunk + 2;
            if (chunk == 0) {
                return true;
            }
        }
    }

    private static int chunkSize(String line) throws IOException {
        int end = line.indexOf(';');
        try {
            return Integer.parseInt((end < 0 ? line : line.substring(0, end)).strip(), 16);
        } catch (NumberFormatException e) {
            throw new IOException("'" + line + "' is no size of a chunk", e);
        }
    }

    private int indexOf(byte[] pattern, int from, int to) {
        for (int at = from; at <= to - pattern.length; at++) {
            if (bytes[at] == pattern[0] && Arrays.equals(bytes, at, at + pattern.length, pattern, 0, pattern.length)) {
                return at;
            }
        }
        return -1;
    }
}
