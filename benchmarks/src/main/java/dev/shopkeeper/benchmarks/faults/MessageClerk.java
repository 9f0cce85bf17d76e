package dev.shopkeeper.benchmarks.faults;

import dev.shopkeeper.events.EventJson;
import dev.shopkeeper.local.Application;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Messages that ask for a refund, each of an order of its own of one unit that was sent before. Each must be stored once, and have had
 * at most one return asked for.
 */
final class MessageClerk extends Clerk {

    private static final String TEXT = "Please take back the item, it arrived broken. I would like to return it.";

    private final CarefulClient client;
    private final Rows rows;
    private final String run;
    private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
    private final Map<String, Long> returns = new ConcurrentHashMap<>();

    MessageClerk(CarefulClient client, Rows rows, String run) {
        this.client = client;
        this.rows = rows;
        this.run = run + "message-";
    }

    @Override
    String name() {
        return "messages";
    }

    @Override
    void one(int number) throws InterruptedException {
        String id = run + number;
        String user = run + "user-" + number % 50;
        Instant now = Instant.now();
        post("/admin/v1/orders", """
                {"orders":[{"order_id":"%s","user_id":"%s","channel":"web","placed_at":"%s","lines":[
                  {"line_id":"1","item_id":"%sitem","quantity":1,"unit_price":{"amount":"10","currency":"CNY"}}]}]}
                """.formatted(id, user, now, run), true);
        post("/admin/v1/orders/" + id + "/ship", "{\"shipped_at\":\"" + now + "\"}", false);
        String body = EventJson.mapper()
                .writeValueAsString(EventJson.mapper()
                        .createObjectNode()
                        .put("message_id", id)
                        .put("user_id", user)
                        .put("order_id", id)
                        .put("text", TEXT));
        boolean asked = client.post("/api/v1/messages", bytes(body), answer -> answer.status() == 200)
                .json()
                .hasNonNull("return_id");
        acknowledged.put(id, 1L);
        if (asked) {
            returns.put(id, 1L);
        }
        Thread.sleep(1_000);
    }

    /** Who says twice that an order was sent hears that it was: 409. */
    private void post(String path, String body, boolean bulk) throws InterruptedException {
        client.post(
                path,
                bytes(body),
                answer -> bulk ? CarefulClient.stored(answer) : answer.status() == 200 || answer.status() == 409);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    Map<String, Object> verdict() throws SQLException, InterruptedException {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("acknowledged", acknowledged.size());
        figures.put("requests_repeated", client.repeated());
        Map<String, Long> stored = rows.await(
                Application.ORDER,
                "select message_id, count(*) from message where message_id like ? group by 1",
                run,
                found -> Accounts.complete(acknowledged, found));
        figures.put("stored", stored.size());
        figures.putAll(Accounts.compare(acknowledged, stored));
        Map<String, Long> asked = rows.read(
                Application.ORDER, "select order_id, count(*) from order_return where order_id like ? group by 1", run);
        Map<String, Object> ofReturns = new LinkedHashMap<>();
        ofReturns.put("acknowledged", returns.size());
        ofReturns.put("stored", asked.size());
        ofReturns.putAll(Accounts.compare(returns, asked));
        figures.put("returns", ofReturns);
        return figures;
    }
}
