package dev.shopkeeper.benchmarks.triage;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.shopkeeper.order.triage.LabelledText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds sets of labelled messages below a folder and reads them: a {@code train} file and a {@code test} or {@code dev} one,
 * CSV with a header or one JSON object a line, compressed with gzip or not.
 */
final class MessageSets {

    private static final List<String> TEXTS = List.of("text", "utterance", "sentence");
    private static final List<String> LABELS = List.of("intent", "category", "label_des", "label");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private MessageSets() {}

    /**
     * A set.
     *
     * @param train what is learnt from; with a test file, what the dev file has too
     * @param unseen what is read then
     * @param unseenFile the name of its file
     */
    record MessageSet(List<LabelledText> train, List<LabelledText> unseen, String unseenFile) {}

    /** All sets found, by the names of their folders. */
    static Map<String, MessageSet> find(Path folder) throws IOException {
        Map<String, MessageSet> found = new LinkedHashMap<>();
        try (Stream<Path> walk = Files.walk(folder, 3)) {
            for (Path one : walk.filter(Files::isDirectory).sorted().toList()) {
                Optional<MessageSet> set = read(one);
                if (set.isPresent()) {
                    found.put(one.toAbsolutePath().normalize().getFileName().toString(), set.get());
                }
            }
        }
        return found;
    }

    private static Optional<MessageSet> read(Path folder) throws IOException {
        Optional<Path> train = file(folder, "train");
        Optional<Path> dev = file(folder, "dev");
        Optional<Path> test = file(folder, "test");
        if (train.isEmpty() || dev.isEmpty() && test.isEmpty()) {
            return Optional.empty();
        }
        List<LabelledText> known = new ArrayList<>(texts(train.get()));
        if (test.isPresent() && dev.isPresent()) {
            known.addAll(texts(dev.get()));
        }
        Path unseen = test.orElseGet(dev::get);
        List<LabelledText> read = texts(unseen);
        return known.isEmpty() || read.isEmpty()
                ? Optional.empty()
                : Optional.of(new MessageSet(known, read, unseen.getFileName().toString()));
    }

    private static Optional<Path> file(Path folder, String name) {
        return Stream.of(".csv", ".csv.gz", ".json", ".json.gz", ".jsonl", ".jsonl.gz")
                .map(ending -> folder.resolve(name + ending))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** Each text is a group of its own. Rows without a text or a label are none of these sets' kind. */
    private static List<LabelledText> texts(Path file) throws IOException {
        List<LabelledText> texts = new ArrayList<>();
        try (BufferedReader reader = open(file)) {
            if (file.getFileName().toString().contains(".csv")) {
                try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(reader)) {
                    for (NamedCsvRecord row : rows) {
                        add(texts, file, first(TEXTS, row::findField), first(LABELS, row::findField));
                    }
                }
            } else {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    JsonNode row = JSON.readTree(line);
                    add(texts, file, first(TEXTS, name -> text(row, name)), first(LABELS, name -> text(row, name)));
                }
            }
        }
        return texts;
    }

    private static void add(List<LabelledText> texts, Path file, Optional<String> text, Optional<String> label) {
        if (text.isPresent() && label.isPresent() && !label.get().isBlank()) {
            texts.add(new LabelledText(text.get(), label.get(), file.getFileName() + " " + texts.size()));
        }
    }

    private static Optional<String> text(JsonNode row, String name) {
        return Optional.of(row.path(name).asString("")).filter(value -> !value.isEmpty());
    }

    private static Optional<String> first(
            List<String> names, java.util.function.Function<String, Optional<String>> field) {
        return names.stream().map(field).flatMap(Optional::stream).findFirst();
    }

    private static BufferedReader open(Path file) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
        return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8));
    }
}
