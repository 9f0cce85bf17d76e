package dev.shopkeeper.inventory.imports;

import dev.shopkeeper.inventory.imports.format.ImportFormat;
import dev.shopkeeper.inventory.imports.format.ImportFormats;
import dev.shopkeeper.inventory.imports.format.ImportOptions;
import dev.shopkeeper.inventory.imports.format.ImportRefusedException;
import dev.shopkeeper.inventory.imports.format.ImportSource;
import dev.shopkeeper.inventory.imports.source.UploadSource;
import dev.shopkeeper.starter.bulk.Fields;
import dev.shopkeeper.starter.problem.ProblemException;
import dev.shopkeeper.starter.problem.Violation;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** The kinds of file, what can be declared about one, and the first look at it. */
@Component
class ImportKinds {

    static final List<String> OPTIONS = List.of("charset", "zone", "currency", "language");

    private static final long INSPECTED_BYTES = 64L * 1024 * 1024;

    private final Map<String, ImportFormat> formats = new LinkedHashMap<>();
    private final ImportProperties properties;

    ImportKinds(ImportProperties properties) {
        this.properties = properties;
        ImportFormats.all().forEach(format -> formats.put(format.kind(), format));
    }

    /**
     * The format of a kind.
     *
     * @throws ProblemException 400 for a kind that there is not
     */
    ImportFormat format(@Nullable String kind) {
        ImportFormat format = kind == null ? null : formats.get(kind);
        if (format == null) {
            throw ProblemException.invalid(
                    "kind",
                    kind == null ? null : Fields.shortened(kind),
                    "must be one of " + String.join(", ", formats.keySet()));
        }
        return format;
    }

    /**
     * Reads what was declared.
     *
     * @throws ProblemException 400 naming what cannot be understood
     */
    ImportOptions options(Map<String, String> declared, String namespace) {
        List<Violation> violations = new ArrayList<>();
        Charset charset = null;
        String charsetName = declared.get("charset");
        if (charsetName != null) {
            try {
                charset = Charset.forName(charsetName);
            } catch (IllegalArgumentException e) {
                violations.add(
                        new Violation("charset", Fields.shortened(charsetName), "is no character set, such as UTF-8"));
            }
        }
        ZoneId zone = ZoneId.of("UTC");
        String zoneName = declared.get("zone");
        if (zoneName != null) {
            try {
                zone = ZoneId.of(zoneName);
            } catch (DateTimeException e) {
                violations.add(
                        new Violation("zone", Fields.shortened(zoneName), "is no time zone, such as Europe/London"));
            }
        }
        String currency = declared.get("currency");
        if (currency != null && !Fields.isCurrency(currency)) {
            violations.add(new Violation("currency", Fields.shortened(currency), "is no ISO 4217 currency code"));
        }
        String language = declared.getOrDefault("language", "en");
        if (!language.matches("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")) {
            violations.add(new Violation("language", Fields.shortened(language), "is no language tag, such as zh"));
        }
        if (!violations.isEmpty()) {
            throw ProblemException.invalid(violations);
        }
        return new ImportOptions(charset, zone, currency, language, namespace);
    }

    /**
     * Looks at the first bytes of a file before anything is stored.
     *
     * @param complete whether these are all
     * @throws ProblemException 422 if it is a file of another kind, broken, or a decompression bomb
     */
    void inspect(ImportFormat format, String filename, byte[] bytes, boolean complete, ImportOptions options) {
        UploadSource source = new UploadSource(
                () -> new ByteArrayInputStream(bytes),
                filename,
                properties.inflationLimits(),
                position -> {},
                name -> new MemorySpool());
        try {
            inflateSome(source);
            if (complete) {
                format.check(source, options);
            } else {
                checkCutOff(format, source, options);
            }
        } catch (ImportRefusedException e) {
            throw refused(e);
        } catch (IOException e) {
            if (complete) {
                throw refused(new ImportRefusedException(
                        "broken-archive", "The file cannot be read: it ends before it is complete."));
            }
        }
    }

    private static void checkCutOff(ImportFormat format, ImportSource source, ImportOptions options)
            throws IOException {
        try {
            // the character set of a part may be cut through the middle of a letter; its header reads the same
            ImportOptions latin = new ImportOptions(
                    options.charset() == null ? java.nio.charset.StandardCharsets.UTF_8 : options.charset(),
                    options.zone(),
                    options.currency(),
                    options.language(),
                    options.namespace());
            format.check(source, latin);
        } catch (ImportRefusedException e) {
            // an archive's files may come later; the job looks again
            if (!e.code().equals("missing-file")) {
                throw e;
            }
        }
    }

    private static void inflateSome(UploadSource source) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        try (InputStream in = source.open(name -> true)) {
            long total = 0;
            int read = 0;
            while (in != null && read >= 0 && total < INSPECTED_BYTES) {
                read = in.read(buffer);
                total += read;
            }
        } catch (EOFException e) {
            // a part of a compressed file; what could be inflated was within the limits
        }
    }

    private static ProblemException refused(ImportRefusedException e) {
        return new ProblemException(
                HttpStatus.UNPROCESSABLE_CONTENT,
                e.code(),
                e.detail(),
                List.of(new Violation("body", null, e.detail())),
                null);
    }

    /** A spool for looking at a header, which spools nothing. */
    private static final class MemorySpool implements ImportSource.Spool {

        private final Map<String, String> values = new HashMap<>();

        @Override
        public void put(String key, String value) {
            values.putIfAbsent(key, value);
        }

        @Override
        public Map<String, String> get(java.util.Collection<String> keys) {
            Map<String, String> found = new HashMap<>(values);
            found.keySet().retainAll(keys);
            return found;
        }
    }
}
