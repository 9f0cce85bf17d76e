package dev.shopkeeper.inventory.imports.source;

import dev.shopkeeper.inventory.imports.format.ImportRefusedException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Refuses to inflate beyond the limits, so that a small file cannot fill a disk or a day. */
final class GuardedStream extends FilterInputStream {

    private final InflationLimits limits;
    private final CountingStream compressed;
    private long inflated;

    GuardedStream(InputStream in, CountingStream compressed, InflationLimits limits) {
        super(in);
        this.compressed = compressed;
        this.limits = limits;
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        if (b >= 0) {
            check(1);
        }
        return b;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        if (read > 0) {
            check(read);
        }
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void check(long n) {
        inflated += n;
        if (inflated > limits.maximumBytes()) {
            throw new ImportRefusedException(
                    "decompression-bomb",
                    "The file inflates to more than " + limits.maximumBytes()
                            + " bytes. Maybe split it, or raise shopkeeper.imports.maximum-inflated-size.");
        }
        if (inflated > limits.ratioAfterBytes() && inflated > limits.maximumRatio() * Math.max(1, compressed.count())) {
            throw new ImportRefusedException(
                    "decompression-bomb",
                    "The file inflates to more than " + limits.maximumRatio() + " times its size: " + inflated
                            + " bytes from " + compressed.count()
                            + ". Maybe send it uncompressed, or raise shopkeeper.imports.maximum-inflation-ratio.");
        }
    }
}
