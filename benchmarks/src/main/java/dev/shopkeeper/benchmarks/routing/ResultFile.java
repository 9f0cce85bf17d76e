package dev.shopkeeper.benchmarks.routing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A line of JSON an instance, appended as soon as it has been measured, so that a run that was broken off goes on where it
 * was. A line counts again only for the same conditions and the same solver.
 */
final class ResultFile {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path file;
    private final Map<String, Map<String, Outcome>> lines = new HashMap<>();

    ResultFile(Path file) throws IOException {
        this.file = file;
        if (file.toAbsolutePath().getParent() instanceof Path folder) {
            Files.createDirectories(folder);
        }
        if (!Files.exists(file)) {
            return;
        }
        String text = Files.readString(file);
        text.lines().forEach(this::read);
        if (!text.isEmpty() && !text.endsWith("\n")) {
            Files.writeString(file, "\n", StandardOpenOption.APPEND);
        }
    }

    private void read(String line) {
        try {
            JsonNode json = JSON.readTree(line);
            Map<String, Outcome> outcomes = new LinkedHashMap<>();
            json.path("outcomes").properties().forEach(one -> outcomes.put(one.getKey(), Outcome.of(one.getValue())));
            lines.put(json.path("key").asString(""), outcomes);
        } catch (JacksonException e) {
            // half a line, of a run that was broken off while it wrote: its instance is measured again
            System.err.println(file + " has a line that is not whole, which is passed over.");
        }
    }

    /** What was measured under a key; empty if nothing was. */
    Map<String, Outcome> outcomes(String key) {
        return lines.getOrDefault(key, Map.of());
    }

    void append(String key, Map<String, Outcome> outcomes) throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("key", key);
        Map<String, Object> all = new LinkedHashMap<>();
        outcomes.forEach((name, outcome) -> all.put(name, outcome.json()));
        json.put("outcomes", all);
        Files.writeString(
                file,
                JSON.writeValueAsString(json) + "\n",
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        lines.put(key, outcomes);
    }
}
