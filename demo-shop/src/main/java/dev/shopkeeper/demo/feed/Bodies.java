package dev.shopkeeper.demo.feed;

import dev.shopkeeper.demo.history.Fact;
import dev.shopkeeper.demo.world.Item;
import dev.shopkeeper.demo.world.Member;
import dev.shopkeeper.demo.world.SupplyTerms;
import dev.shopkeeper.demo.world.World;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Facts in the words of the public API. Thread-safe. */
public final class Bodies {

    static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String CURRENCY = "CNY";
    private static final int CAMPAIGN_DAYS = 90;

    /** An entry of an upload. */
    public record Entry(Endpoint endpoint, ObjectNode body) {}

    private final UnaryOperator<Instant> clock;

    /**
     * Words for facts.
     *
     * @param clock from the time of the facts to the time that is told
     */
    public Bodies(UnaryOperator<Instant> clock) {
        this.clock = clock;
    }

    public Entry of(Fact fact) {
        return switch (fact) {
            case Fact.Behaved behaved -> new Entry(Endpoint.EVENTS, event(behaved));
            case Fact.Ordered order -> new Entry(Endpoint.ORDERS, order(order));
            case Fact.Cancelled cancelled -> new Entry(Endpoint.CANCELLATIONS, cancellation(cancelled));
            case Fact.ReturnAsked asked -> new Entry(Endpoint.RETURNS, returned(asked));
            case Fact.ReturnDecided decided -> new Entry(Endpoint.RETURN_DECISIONS, decision(decided));
            case Fact.ReturnCompleted completed -> new Entry(Endpoint.RETURN_COMPLETIONS, completion(completed));
            case Fact.Wrote wrote -> new Entry(Endpoint.MESSAGES, message(wrote));
            case Fact.Corrected corrected -> new Entry(Endpoint.CORRECTIONS, correction(corrected));
            case Fact.StockMoved moved -> new Entry(Endpoint.STOCK_MOVEMENTS, movement(moved));
            case Fact.PriceSeen seen -> new Entry(Endpoint.COMPETITOR_PRICES, competitorPrice(seen));
            case Fact.Promised promised ->
                new Entry(Endpoint.DELIVERIES, DeliveryBodies.promised(promised, this::time));
            case Fact.Delivered delivered ->
                new Entry(Endpoint.DELIVERIES, DeliveryBodies.delivered(delivered, this::time));
            case Fact.TrafficSeen seen -> new Entry(Endpoint.TRAVEL_TIMES, travelTime(seen));
        };
    }

    static ObjectNode product(Item item) {
        ObjectNode node = JSON.createObjectNode();
        node.put("item_id", item.id());
        node.putObject("titles")
                .put("zh", item.title().zh())
                .put("en", item.title().en());
        node.put("brand", item.brand().en());
        node.put("merchant_id", item.merchantId());
        node.putArray("categories")
                .add(item.category().department().en())
                .add(item.category().en());
        ObjectNode attributes = node.putObject("attributes");
        item.attributes().forEach(attributes::put);
        node.set("cost", money(item.cost()));
        node.set("list_price", money(item.listPrice()));
        node.put("weight_grams", item.weightGrams());
        put(node, "size", item.size());
        return node;
    }

    static ObjectNode supplyTerms(SupplyTerms terms) {
        ObjectNode node = JSON.createObjectNode();
        node.put("item_id", terms.item().id());
        node.put("supplier_id", terms.supplierId());
        node.put("lead_time_days", Math.round(terms.leadTimeDays() * 10) / 10.0);
        node.put("minimum_order_quantity", terms.minimumOrderQuantity());
        node.put("case_pack", terms.casePack());
        node.put("shelf_life_days", terms.shelfLifeDays());
        node.set("unit_cost", money(terms.unitCost()));
        node.put("preferred", true);
        return node;
    }

    /** Coupons for members with potential, from the end of the history on. */
    static ObjectNode campaign(World world) {
        ObjectNode node = JSON.createObjectNode();
        node.put("campaign_id", "demo-" + world.seed() + "-" + world.until().getEpochSecond());
        node.put("name", "Ten percent off the next order / 下一单九折");
        node.put("audience", "potential");
        node.putObject("discount").put("percent", 10).set("most", money(BigDecimal.valueOf(30)));
        node.set("least_order", money(BigDecimal.valueOf(50)));
        node.set("budget", money(BigDecimal.valueOf(20_000)));
        node.put("per_person", 1);
        node.put("from", world.until().toString());
        node.put("to", campaignEnd(world).toString());
        node.put("hold_out", 0.1);
        return node;
    }

    static Instant campaignEnd(World world) {
        return world.until().plus(Duration.ofDays(CAMPAIGN_DAYS));
    }

    static ObjectNode member(Member member) {
        return JSON.createObjectNode()
                .put("user_id", member.id())
                .put("joined_at", member.joinedAt().toString());
    }

    private ObjectNode event(Fact.Behaved behaved) {
        ObjectNode node = JSON.createObjectNode();
        node.put("event_id", behaved.eventId());
        node.put("event_name", behaved.name());
        node.put("occurred_at", time(behaved.at()));
        put(node, "user_id", behaved.visitor().userId());
        put(node, "anonymous_id", behaved.visitor().anonymousId());
        node.put("session_id", behaved.visitor().sessionId());
        put(node, "ranking_id", behaved.rankingId());
        node.put("consent", "granted");
        put(node, "item_list_id", behaved.listId());
        put(node, "search_term", behaved.searchTerm());
        put(node, "promotion_id", behaved.promotionId());
        put(node, "transaction_id", behaved.transactionId());
        if (behaved.value() != null) {
            node.put("value", behaved.value().toPlainString());
        }
        if (!behaved.items().isEmpty()) {
            node.put("currency", CURRENCY);
            ArrayNode items = node.putArray("items");
            for (Fact.Shown shown : behaved.items()) {
                ObjectNode item = items.addObject();
                item.put("item_id", shown.item().id());
                item.put("price", shown.price().toPlainString());
                item.put("quantity", shown.quantity());
                if (shown.index() != null) {
                    item.put("index", shown.index());
                }
            }
        }
        return node;
    }

    private ObjectNode order(Fact.Ordered order) {
        ObjectNode node = JSON.createObjectNode();
        node.put("order_id", order.orderId());
        put(node, "user_id", order.userId());
        node.put("channel", order.channel());
        node.put("placed_at", time(order.at()));
        node.set("lines", lines(order.lines()));
        node.set("shipping", money(order.shipping()));
        DeliveryBodies.place(node.putObject("delivery_address"), order.zone(), order.place());
        return node;
    }

    private static ArrayNode lines(List<Fact.Line> lines) {
        ArrayNode array = JSON.createArrayNode();
        for (Fact.Line line : lines) {
            ObjectNode node = array.addObject();
            node.put("line_id", line.lineId());
            node.put("item_id", line.item().id());
            node.put("quantity", line.quantity());
            node.set("unit_price", money(line.unitPrice()));
        }
        return array;
    }

    private ObjectNode cancellation(Fact.Cancelled cancelled) {
        ObjectNode node = JSON.createObjectNode();
        node.put("cancellation_id", "cancel-" + cancelled.orderId());
        node.put("order_id", cancelled.orderId());
        put(node, "user_id", cancelled.userId());
        node.put("reason", cancelled.reason());
        node.put("cancelled_at", time(cancelled.at()));
        return node;
    }

    private ObjectNode returned(Fact.ReturnAsked asked) {
        ObjectNode node = JSON.createObjectNode();
        node.put("return_id", asked.returnId());
        node.put("order_id", asked.order().orderId());
        node.put("kind", asked.exchange() ? "exchange" : "refund");
        node.put("reason", asked.reason());
        ArrayNode lines = node.putArray("lines");
        for (Fact.Line line : asked.lines()) {
            lines.addObject().put("line_id", line.lineId()).put("quantity", line.quantity());
        }
        node.put("requested_at", time(asked.at()));
        return node;
    }

    private ObjectNode decision(Fact.ReturnDecided decided) {
        ObjectNode node = JSON.createObjectNode();
        node.put("return_id", decided.returnId());
        node.put("decision", decided.approved() ? "approve" : "reject");
        put(node, "reason", decided.reason());
        node.put("decided_at", time(decided.at()));
        return node;
    }

    private ObjectNode completion(Fact.ReturnCompleted completed) {
        return JSON.createObjectNode().put("return_id", completed.returnId()).put("completed_at", time(completed.at()));
    }

    private ObjectNode message(Fact.Wrote wrote) {
        ObjectNode node = JSON.createObjectNode();
        node.put("message_id", wrote.messageId());
        put(node, "order_id", wrote.orderId());
        put(node, "user_id", wrote.userId());
        node.put("text", wrote.text());
        node.put("received_at", time(wrote.at()));
        return node;
    }

    private ObjectNode correction(Fact.Corrected corrected) {
        ObjectNode node = JSON.createObjectNode();
        node.put("message_id", corrected.messageId());
        node.put("intent", corrected.intent());
        node.put("corrected_by", "back-office");
        node.put("group", corrected.template());
        node.put("corrected_at", time(corrected.at()));
        return node;
    }

    private ObjectNode movement(Fact.StockMoved moved) {
        ObjectNode node = JSON.createObjectNode();
        node.put("movement_id", moved.movementId());
        node.put("item_id", moved.item().id());
        node.put("location_id", moved.locationId());
        node.put("reason", moved.reason());
        node.put("quantity", moved.quantity());
        Fact.Purchase purchase = moved.purchase();
        if (purchase != null) {
            node.put("purchase_order_id", purchase.purchaseOrderId());
            node.put("supplier_id", purchase.supplierId());
            node.set("unit_cost", money(purchase.unitCost()));
            node.put("ordered_at", time(purchase.orderedAt()));
        }
        node.put("occurred_at", time(moved.at()));
        return node;
    }

    private ObjectNode competitorPrice(Fact.PriceSeen seen) {
        ObjectNode node = JSON.createObjectNode();
        node.put("item_id", seen.item().id());
        node.put("competitor_id", seen.competitorId());
        node.set("price", money(seen.price()));
        node.put("in_stock", seen.inStock());
        node.put("observed_at", time(seen.at()));
        return node;
    }

    private ObjectNode travelTime(Fact.TrafficSeen seen) {
        ObjectNode node = JSON.createObjectNode();
        node.put("zone_id", seen.zone().id());
        node.put("speed_metres_per_second", seen.metresPerSecond());
        node.put("free_flow_metres_per_second", Math.round(seen.zone().freeFlowMetresPerSecond() * 100) / 100.0);
        node.put("observed_at", time(seen.at()));
        return node;
    }

    private static ObjectNode money(BigDecimal amount) {
        return JSON.createObjectNode().put("amount", amount.toPlainString()).put("currency", CURRENCY);
    }

    private String time(Instant at) {
        return clock.apply(at).truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private static void put(ObjectNode node, String name, @Nullable String value) {
        if (value != null) {
            node.put(name, value);
        }
    }
}
