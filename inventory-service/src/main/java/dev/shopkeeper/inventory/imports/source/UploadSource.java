package dev.shopkeeper.inventory.imports.source;

import dev.shopkeeper.inventory.imports.format.ImportOptions;
import dev.shopkeeper.inventory.imports.format.ImportRefusedException;
import dev.shopkeeper.inventory.imports.format.ImportSource;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * An upload opened for reading: gzip and zip are told by their first bytes, whatever the name says, also gzip inside zip.
 * Each pass reads the bytes anew. Not thread-safe.
 */
public final class UploadSource implements ImportSource {

    private static final int BUFFER = 256 * 1024;
    private static final int MAXIMUM_ENTRIES = 10_000;

    private final Opener bytes;
    private final String filename;
    private final InflationLimits limits;
    private final LongConsumer position;
    private final Function<String, Spool> spools;

    /** Opens the stored bytes from their beginning. */
    @FunctionalInterface
    public interface Opener {
        InputStream open() throws IOException;
    }

    /** @param position told how many stored bytes the present pass has read */
    public UploadSource(
            Opener bytes,
            String filename,
            InflationLimits limits,
            LongConsumer position,
            Function<String, Spool> spools) {
        this.bytes = bytes;
        this.filename = filename;
        this.limits = limits;
        this.position = position;
        this.spools = spools;
    }

    @Override
    public List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        find(name -> {
            names.add(name);
            return false;
        });
        return names;
    }

    @Override
    public @Nullable InputStream open(Predicate<String> name) throws IOException {
        return find(name);
    }

    @Override
    public @Nullable Reader read(Predicate<String> name, ImportOptions options) throws IOException {
        Charset charset = options.charset();
        if (charset == null) {
            try (InputStream in = find(name)) {
                if (in == null) {
                    return null;
                }
                charset = Charsets.detect(in);
            }
        }
        InputStream in = find(name);
        if (in == null) {
            return null;
        }
        Reader text = new InputStreamReader(
                in,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE));
        return withoutByteOrderMark(text);
    }

    @Override
    public Spool spool(String name) {
        return spools.apply(name);
    }

    private static Reader withoutByteOrderMark(Reader text) throws IOException {
        PushbackReader reader = new PushbackReader(text, 1);
        int first = reader.read();
        if (first >= 0 && first != '\uFEFF') {
            reader.unread(first);
        }
        return reader;
    }

    /** The first file whose name fits, inflated. */
    private @Nullable InputStream find(Predicate<String> wanted) throws IOException {
        CountingStream stored = new CountingStream(bytes.open(), position);
        boolean found = false;
        try {
            BufferedInputStream buffered = new BufferedInputStream(stored, BUFFER);
            InputStream file = isZip(buffered)
                    ? entry(buffered, stored, wanted)
                    : wanted.test(plainName(filename)) ? inflated(buffered, stored) : null;
            found = file != null;
            return file;
        } catch (ZipException e) {
            throw broken(e);
        } finally {
            if (!found) {
                stored.close();
            }
        }
    }

    private @Nullable InputStream entry(InputStream in, CountingStream stored, Predicate<String> wanted)
            throws IOException {
        ZipInputStream zip = new ZipInputStream(in);
        // skipping an entry inflates it too, so what is skipped is guarded like what is read
        GuardedStream guarded = new GuardedStream(zip, stored, limits);
        byte[] skipped = new byte[64 * 1024];
        int entries = 0;
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (++entries > MAXIMUM_ENTRIES) {
                throw new ImportRefusedException(
                        "too-many-files", "The archive has more than " + MAXIMUM_ENTRIES + " files.");
            }
            String name = plainName(entry.getName());
            if (!entry.isDirectory() && !isLitter(entry.getName()) && wanted.test(name)) {
                return inflated(new BufferedInputStream(guarded, BUFFER), stored);
            }
            while (guarded.read(skipped) >= 0) {
                continue;
            }
        }
        if (entries == 0) {
            throw broken(new ZipException("it has no files"));
        }
        return null;
    }

    private InputStream inflated(BufferedInputStream in, CountingStream stored) throws IOException {
        if (!startsWith(in, 0x1F, 0x8B)) {
            return in;
        }
        return new NamingStream(new GuardedStream(new GZIPInputStream(in, BUFFER), stored, limits));
    }

    private static boolean isZip(BufferedInputStream in) throws IOException {
        return startsWith(in, 'P', 'K');
    }

    private static boolean startsWith(BufferedInputStream in, int first, int second) throws IOException {
        in.mark(2);
        boolean fits = in.read() == first && in.read() == second;
        in.reset();
        return fits;
    }

    /** The name without folders and without {@code .gz}, lower-case. */
    private static String plainName(String path) {
        String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
                .toLowerCase(Locale.ROOT);
        return name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    }

    /** What operating systems leave in archives. */
    private static boolean isLitter(String path) {
        return path.startsWith("__MACOSX/") || path.endsWith(".DS_Store") || path.contains("/._");
    }

    private static ImportRefusedException broken(IOException e) {
        return new ImportRefusedException(
                "broken-archive",
                "The compressed file cannot be read: " + e.getMessage() + ". Maybe the upload was cut off?");
    }

    /** Says by name that an archive is broken. */
    private static final class NamingStream extends FilterInputStream {

        NamingStream(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                return super.read(target, offset, length);
            } catch (ZipException e) {
                throw broken(e);
            }
        }
    }
}
