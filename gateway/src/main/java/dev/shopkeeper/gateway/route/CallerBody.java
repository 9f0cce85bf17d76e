package dev.shopkeeper.gateway.route;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Copies a caller's body to a service without holding it in memory, up to a limit, and knows whose fault a failure is. */
final class CallerBody {

    private final InputStream in;
    private final long limit;
    private volatile boolean tooLarge;
    private volatile boolean broken;

    CallerBody(InputStream in, long limit) {
        this.in = in;
        this.limit = limit;
    }

    void copyTo(OutputStream out) throws IOException {
        byte[] buffer = new byte[16 * 1024];
        long copied = 0;
        for (int n = read(buffer); n >= 0; n = read(buffer)) {
            copied += n;
            if (copied > limit) {
                tooLarge = true;
                throw new IOException("more than " + limit + " bytes");
            }
            out.write(buffer, 0, n);
        }
    }

    private int read(byte[] buffer) throws IOException {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            broken = true;
            throw e;
        }
    }

    /** Whether it has more bytes than the limit. */
    boolean tooLarge() {
        return tooLarge;
    }

    /** Whether the caller stopped sending. */
    boolean broken() {
        return broken;
    }
}
