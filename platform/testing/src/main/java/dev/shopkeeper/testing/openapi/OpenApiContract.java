package dev.shopkeeper.testing.openapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The committed {@code openapi.yaml} of a module says what the running application says. Run the test with
 * {@code -Dopenapi.update=true} to write the file anew after a change that was meant.
 *
 * {@snippet :
 * OpenApiContract.verify(api.as("OPERATOR").get("/v3/api-docs").json(), Path.of("openapi.yaml"));
 * }
 */
public final class OpenApiContract {

    /** System property that makes {@link #verify} write instead of compare. */
    public static final String UPDATE = "openapi.update";

    private static final int SHOWN = 20;

    private OpenApiContract() {}

    /**
     * Compares, leaving out {@code servers}, which tell the address of the test.
     *
     * @param running the document as it is served
     * @param committed the file, relative to the module
     * @throws AssertionError naming the first differences, or that the file was written
     */
    public static void verify(JsonNode running, Path committed) {
        Object served = sorted(running);
        if (served instanceof Map<?, ?> document) {
            document.remove("servers");
        }
        try {
            if (Boolean.getBoolean(UPDATE)) {
                Files.writeString(committed, yaml().dump(served));
                return;
            }
            if (!Files.exists(committed)) {
                throw new AssertionError(
                        committed.toAbsolutePath() + " is missing. Maybe run this test with -D" + UPDATE + "=true?");
            }
            Object kept = sorted(JsonMapper.shared().valueToTree((Object) yaml().load(Files.readString(committed))));
            List<String> differences = new ArrayList<>();
            compare("", kept, served, differences);
            if (!differences.isEmpty()) {
                throw new AssertionError(committed + " differs from the running application in " + differences.size()
                        + " places:\n" + String.join("\n", differences.subList(0, Math.min(SHOWN, differences.size())))
                        + "\nIf the change was meant, run this test with -D" + UPDATE + "=true.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void compare(String path, @Nullable Object kept, @Nullable Object served, List<String> differences) {
        if (kept instanceof Map<?, ?> left && served instanceof Map<?, ?> right) {
            Set<String> names = new TreeSet<>();
            left.keySet().forEach(name -> names.add(String.valueOf(name)));
            right.keySet().forEach(name -> names.add(String.valueOf(name)));
            for (String name : names) {
                compare(path + "/" + name, left.get(name), right.get(name), differences);
            }
        } else if (kept instanceof List<?> left && served instanceof List<?> right && left.size() == right.size()) {
            for (int i = 0; i < left.size(); i++) {
                compare(path + "/" + i, left.get(i), right.get(i), differences);
            }
        } else if (kept == null ? served != null : !kept.equals(served)) {
            differences.add(path + ": committed " + kept + ", served " + served);
        }
    }

    /** Maps with their keys in order, so that the file changes only where the document does. */
    private static @Nullable Object sorted(JsonNode node) {
        if (node.isObject()) {
            Map<String, @Nullable Object> map = new TreeMap<>();
            node.properties().forEach(field -> map.put(field.getKey(), sorted(field.getValue())));
            return map;
        }
        if (node.isArray()) {
            List<@Nullable Object> list = new ArrayList<>();
            node.forEach(element -> list.add(sorted(element)));
            return list;
        }
        if (node.isNull() || node.isMissingNode()) {
            return null;
        }
        if (node.isBoolean()) {
            return node.asBoolean();
        }
        if (node.isNumber()) {
            return node.canConvertToLong() && node.isIntegralNumber()
                    ? (Object) node.asLong()
                    : (Object) node.decimalValue().doubleValue();
        }
        return node.asString();
    }

    private static Yaml yaml() {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setSplitLines(false);
        LoaderOptions loading = new LoaderOptions();
        return new Yaml(
                new org.yaml.snakeyaml.constructor.SafeConstructor(loading),
                new org.yaml.snakeyaml.representer.Representer(options),
                options,
                loading);
    }
}
