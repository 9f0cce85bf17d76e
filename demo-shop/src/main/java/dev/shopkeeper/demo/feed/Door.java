package dev.shopkeeper.demo.feed;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Hands entries in, many at once or one by one as the endpoint asks. */
public final class Door {

    /** Of a thing that is past what it is told: it was told so before. */
    private static final Set<String> TOLD_BEFORE = Set.of("wrong-return-state");

    private Door() {}

    /** Sends all of them; the answer counts what was refused and says why. */
    public static GatewayClient.Answer post(GatewayClient client, Endpoint endpoint, List<ObjectNode> entries)
            throws GatewayException, InterruptedException {
        if (!endpoint.oneByOne()) {
            ObjectNode body = Bodies.JSON.createObjectNode();
            body.putArray(endpoint.list()).addAll(entries);
            return client.post(endpoint.path(), Bodies.JSON.writeValueAsBytes(body));
        }
        ObjectNode answer = Bodies.JSON.createObjectNode();
        ArrayNode errors = answer.putArray("errors");
        for (int index = 0; index < entries.size(); index++) {
            ObjectNode error = postOne(client, endpoint, entries.get(index));
            if (error != null) {
                errors.add(error.put("index", index));
            }
        }
        answer.put("accepted", entries.size() - errors.size()).put("rejected", errors.size());
        return new GatewayClient.Answer(200, answer);
    }

    /** What is wrong with it, or null. */
    private static @Nullable ObjectNode postOne(GatewayClient client, Endpoint endpoint, ObjectNode entry)
            throws GatewayException, InterruptedException {
        String named = endpoint.named();
        String path = endpoint.path();
        ObjectNode body = entry.deepCopy();
        String id = "";
        if (named != null) {
            id = entry.path(named).asString("");
            path = path.replace(
                    "{" + named + "}",
                    URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20"));
            body.remove(named);
        }
        GatewayClient.Answer answer = client.post(path, Bodies.JSON.writeValueAsBytes(body));
        if (answer.ok() || TOLD_BEFORE.contains(answer.body().path("code").asString(""))) {
            return null;
        }
        return Bodies.JSON
                .createObjectNode()
                .put("name", named == null ? endpoint.list() : named)
                .put("value", id)
                .put("message", answer.body().path("detail").asString("answered " + answer.status()));
    }
}
