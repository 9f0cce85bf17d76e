package dev.shopkeeper.benchmarks.decisions;

import dev.shopkeeper.benchmarks.platform.GatewayClient;
import dev.shopkeeper.local.Application;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Takes every champion out of service, so that the named fallbacks decide, and puts each back. */
final class ServedModels {

    private static final String NONE = "none";
    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

    private record Champion(String path, String version) {}

    private final GatewayClient admin;
    private final List<Champion> champions = new ArrayList<>();
    private final Map<String, String> versions = new LinkedHashMap<>();

    /** @throws IllegalStateException naming a model without a champion */
    ServedModels(GatewayClient admin) throws IOException, InterruptedException {
        this.admin = admin;
        for (Application application : Application.values()) {
            if (application.database() == null) {
                continue;
            }
            String models = "/admin/v1/" + application.shortName() + "/models";
            for (JsonNode model : admin.get(models).json().path("items")) {
                String name = model.path("name").asString();
                String version = model.path("champion_version").asString(NONE);
                if (version.equals(NONE)) {
                    throw new IllegalStateException("Model " + name + " has no champion. Maybe: ./shop train " + name);
                }
                champions.add(new Champion(models + "/" + name, version));
                versions.put(name, version);
            }
        }
    }

    /** The champions that were found, by model. */
    Map<String, String> versions() {
        return versions;
    }

    /** Rolls every model back until its fallback serves. */
    void withdraw() throws IOException, InterruptedException {
        for (Champion champion : champions) {
            String serving = champion.version();
            while (!serving.equals(NONE)) {
                serving =
                        answered(champion.path() + "/rollback").path("version").asString(NONE);
            }
        }
    }

    /** Lets the champions that were found serve again. */
    void restore() throws IOException, InterruptedException {
        for (Champion champion : champions) {
            answered(champion.path() + "/versions/" + champion.version() + "/promote");
        }
    }

    private JsonNode answered(String path) throws IOException, InterruptedException {
        GatewayClient.Answer answer = admin.post(path, NOTHING);
        if (answer.status() != 200) {
            throw new IllegalStateException(path + " was answered " + answer.status() + ": " + answer.text());
        }
        return answer.json();
    }
}
