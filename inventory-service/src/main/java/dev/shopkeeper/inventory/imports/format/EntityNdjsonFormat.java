package dev.shopkeeper.inventory.imports.format;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An entity of the platform a line, as JSON in the shape of the HTTP interface. */
final class EntityNdjsonFormat implements ImportFormat {

    private static final int MAXIMUM_LINE = 1024 * 1024;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final EntityShape shape;

    EntityNdjsonFormat(EntityShape shape) {
        this.shape = shape;
    }

    @Override
    public String kind() {
        return shape.kindName() + "-ndjson";
    }

    @Override
    public String expected() {
        return "one JSON object a line with the fields " + String.join(", ", fields());
    }

    /** The required fields of the entity itself, not of its list. */
    private List<String> fields() {
        return shape.required().stream()
                .filter(name -> shape.columns().stream()
                        .anyMatch(column -> column.path().equals(name) && !column.ofLine()))
                .toList();
    }

    @Override
    public void check(ImportSource source, ImportOptions options) throws IOException {
        try (Lines lines = open(source, options)) {
            String line = lines.next();
            while (line != null && line.isBlank()) {
                line = lines.next();
            }
            JsonNode json = line == null ? null : parse(line);
            if (json == null || !json.isObject()) {
                throw new ImportRefusedException(
                        "wrong-kind",
                        "A file of kind " + kind() + " is " + expected() + "; its first line is no JSON object.");
            }
            List<String> missing = new ArrayList<>(fields());
            missing.removeIf(json::has);
            if (!missing.isEmpty()) {
                throw new ImportRefusedException(
                        "wrong-kind",
                        "A file of kind " + kind() + " is " + expected() + "; in the first line "
                                + Tables.shown(missing) + " is missing, found "
                                + Tables.shown(new ArrayList<>(json.propertyNames())) + ".");
            }
        }
    }

    @Override
    public void read(ImportSource source, ImportOptions options, ImportOutput output) throws IOException {
        check(source, options);
        try (Lines lines = open(source, options)) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                take(line, lines.number(), lines.cut(), options, output);
            }
        }
    }

    private void take(String line, long number, boolean cut, ImportOptions options, ImportOutput output) {
        if (cut) {
            output.refuse(number, null, null, "line-too-long", "has more than " + MAXIMUM_LINE + " characters");
        } else if (line.isBlank()) {
            output.refuse(number, null, null, "empty-line", "has nothing in it");
        } else if (line.indexOf('\uFFFD') >= 0) {
            output.refuse(number, null, null, "invalid-encoding", "has bytes that are not of the file's character set");
        } else if (parse(line) instanceof ObjectNode entity) {
            if (shape == EntityShape.BEHAVIOUR && !entity.has("event_id")) {
                entity.put("event_id", Values.derivedId(kind(), options.namespace(), Long.toString(number)));
            }
            output.entity(shape.type(), entity, number);
        } else {
            output.refuse(number, null, Values.cut(line, 100), "bad-json", "is no JSON object without doubled keys");
        }
    }

    private static @Nullable JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (JacksonException e) {
            return null;
        }
    }

    private Lines open(ImportSource source, ImportOptions options) throws IOException {
        Reader text = source.read(name -> true, options);
        if (text == null) {
            throw new ImportRefusedException("wrong-kind", "The archive has no file in it.");
        }
        return new Lines(text);
    }

    /** Lines of bounded length: what is beyond is dropped, and said. */
    private static final class Lines implements AutoCloseable {

        private final BufferedReader text;
        private long number;
        private boolean cut;

        Lines(Reader text) {
            this.text = new BufferedReader(text, 64 * 1024);
        }

        @Nullable
        String next() throws IOException {
            StringBuilder line = new StringBuilder();
            cut = false;
            int c = text.read();
            if (c < 0) {
                return null;
            }
            number++;
            while (c >= 0 && c != '\n') {
                if (line.length() < MAXIMUM_LINE) {
                    line.append((char) c);
                } else {
                    cut = true;
                }
                c = text.read();
            }
            return line.toString().strip();
        }

        long number() {
            return number;
        }

        boolean cut() {
            return cut;
        }

        @Override
        public void close() throws IOException {
            text.close();
        }
    }
}
