package dev.shopkeeper.learning.trainer;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The trainer's side of the pipe to the process that started it: lines on its standard output. Everything else that the
 * process prints goes to its standard error. Thread-safe.
 */
public final class ParentChannel {

    /** What begins a line that is told, and not printed by somebody who knows nothing of this. */
    static final String MARK = "@@trainer ";

    private final OutputStream pipe;

    private ParentChannel(OutputStream pipe) {
        this.pipe = pipe;
    }

    /** Takes the standard output for this purpose; to be called before anything is printed or logged. */
    public static ParentChannel open() {
        System.setOut(System.err);
        return new ParentChannel(new FileOutputStream(FileDescriptor.out));
    }

    /**
     * Tells one line.
     *
     * @throws UncheckedIOException if nobody listens any more
     */
    public synchronized void tell(String line) {
        try {
            // In a line of its own, whatever a native library has printed before, and in one write.
            pipe.write(("\n" + MARK + line + "\n").getBytes(StandardCharsets.UTF_8));
            pipe.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("The process that started this trainer is gone", e);
        }
    }
}
