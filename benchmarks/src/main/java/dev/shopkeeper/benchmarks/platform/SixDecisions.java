package dev.shopkeeper.benchmarks.platform;

import dev.shopkeeper.events.EventJson;
import dev.shopkeeper.local.Application;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * The platform's decisions as a shop asks for them: six by GET, one a service, and the triage of a message by POST. Whom and what they
 * are asked about is found over REST, so any shop that has members, goods, orders, messages and deliveries will do. Thread-safe.
 */
public final class SixDecisions {

    private static final int SUBJECTS = 200;

    /** What was answered: whether with success, and whether by a fallback. */
    public record Outcome(int status, boolean degraded, GatewayClient.Answer answer) {

        public boolean decided() {
            return status == 200;
        }
    }

    /** One of the decisions. */
    public record Ask(String name, Application application, Request request) {

        /** Asks about somebody or something that chance chooses. */
        public Outcome once(GatewayClient gateway, SplittableRandom random) throws IOException, InterruptedException {
            GatewayClient.Answer answer = request.send(gateway, random);
            return new Outcome(answer.status(), answer.text().contains("\"degraded\":true"), answer);
        }
    }

    /** Sends one request. */
    @FunctionalInterface
    public interface Request {
        GatewayClient.Answer send(GatewayClient gateway, SplittableRandom random)
                throws IOException, InterruptedException;
    }

    private record Letter(String user, String order, String text) {}

    private final List<Ask> all;
    private final List<String> messages;

    private SixDecisions(List<Ask> all, List<String> messages) {
        this.all = List.copyOf(all);
        this.messages = messages;
    }

    /**
     * Finds subjects.
     *
     * @param run prefix of the messages that are written
     * @throws IllegalStateException naming what there is none of
     */
    public static SixDecisions find(GatewayClient gateway, String run) throws IOException, InterruptedException {
        List<String> members = paths(gateway, "/admin/v1/members", item -> item.path("user_id"));
        List<String> items = paths(gateway, "/api/v1/products", item -> item.path("item_id"));
        List<String> deliveries =
                paths(gateway, "/admin/v1/deliveries?state=WAITING", item -> item.path("delivery_id"));
        List<String> stock = new ArrayList<>();
        for (JsonNode item : list(gateway, "/admin/v1/stock")) {
            stock.add(encoded(item.path("item_id").asString()) + "?location_id="
                    + encoded(item.path("location_id").asString()));
        }
        List<String> messages =
                new ArrayList<>(paths(gateway, "/admin/v1/messages?state=DECIDED", item -> item.path("message_id")));
        List<Letter> letters = new ArrayList<>();
        for (String message : messages) {
            JsonNode full = gateway.get("/admin/v1/messages/" + message).json();
            if (full.hasNonNull("text") && full.hasNonNull("order_id") && full.hasNonNull("user_id")) {
                letters.add(new Letter(
                        full.path("user_id").asString(),
                        full.path("order_id").asString(),
                        full.path("text").asString()));
            }
        }
        require("members", members);
        require("goods", items);
        require("open deliveries", deliveries);
        require("stock", stock);
        require("messages of orders", letters);
        AtomicLong written = new AtomicLong();
        List<String> asked = new ArrayList<>(messages);
        return new SixDecisions(
                List.of(
                        get(
                                "recommendations",
                                Application.RECOMMENDATION,
                                "/api/v1/recommendations?limit=10&user_id=",
                                members,
                                ""),
                        get("tier", Application.MEMBERSHIP, "/api/v1/members/", members, "/tier"),
                        get("price", Application.PRICING, "/api/v1/prices/", items, ""),
                        new Ask(
                                "message",
                                Application.ORDER,
                                (client, random) -> client.get("/admin/v1/messages/" + chosen(asked, random))),
                        get("eta", Application.LOGISTICS, "/api/v1/deliveries/", deliveries, "/eta"),
                        get("reorder", Application.INVENTORY, "/admin/v1/replenishment/items/", stock, ""),
                        new Ask(
                                "triage",
                                Application.ORDER,
                                (client, random) -> client.post(
                                        "/api/v1/messages",
                                        body(run + written.incrementAndGet(), chosen(letters, random))))),
                asked);
    }

    private static Ask get(String name, Application application, String before, List<String> subjects, String after) {
        return new Ask(name, application, (client, random) -> client.get(before + chosen(subjects, random) + after));
    }

    /** The decisions, in the order of the services; the triage last. */
    public List<Ask> all() {
        return all;
    }

    /** From now on asks about these messages instead. */
    public void askAbout(List<String> messageIds) {
        synchronized (messages) {
            messages.clear();
            messages.addAll(messageIds);
        }
    }

    private static byte[] body(String id, Letter letter) {
        return EventJson.mapper()
                .writeValueAsBytes(EventJson.mapper()
                        .createObjectNode()
                        .put("message_id", id)
                        .put("user_id", letter.user)
                        .put("order_id", letter.order)
                        .put("text", letter.text));
    }

    private static <T> T chosen(List<T> subjects, SplittableRandom random) {
        synchronized (subjects) {
            return subjects.get(random.nextInt(subjects.size()));
        }
    }

    private static List<String> paths(GatewayClient gateway, String path, Function<JsonNode, JsonNode> id)
            throws IOException, InterruptedException {
        List<String> found = new ArrayList<>();
        for (JsonNode item : list(gateway, path)) {
            found.add(encoded(id.apply(item).asString()));
        }
        return List.copyOf(found);
    }

    private static List<JsonNode> list(GatewayClient gateway, String path) throws IOException, InterruptedException {
        GatewayClient.Answer answer = gateway.get(path + (path.contains("?") ? "&" : "?") + "limit=" + SUBJECTS);
        if (answer.status() != 200) {
            throw new IllegalStateException(path + " was answered " + answer.status() + ": " + answer.text());
        }
        List<JsonNode> items = new ArrayList<>();
        answer.json().path("items").forEach(items::add);
        return items;
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static void require(String what, List<?> found) {
        if (found.isEmpty()) {
            throw new IllegalStateException("There are no " + what + ". Maybe let ./shop up load the demo shop first?");
        }
    }
}
