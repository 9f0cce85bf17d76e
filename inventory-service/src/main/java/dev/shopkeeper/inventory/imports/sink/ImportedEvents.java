package dev.shopkeeper.inventory.imports.sink;

import dev.shopkeeper.events.BehaviourItem;
import dev.shopkeeper.events.BehaviourName;
import dev.shopkeeper.events.BehaviourRecorded;
import dev.shopkeeper.events.CompetitorPriceObserved;
import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.EventJson;
import dev.shopkeeper.events.Money;
import dev.shopkeeper.events.ShopEvent;
import dev.shopkeeper.events.TravelTimeObserved;
import dev.shopkeeper.inventory.imports.format.EntityType;
import dev.shopkeeper.inventory.input.JsonFields;
import dev.shopkeeper.inventory.input.Monies;
import dev.shopkeeper.starter.problem.Violation;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads imported entities into events, as strictly as the collector reads what a storefront sends. */
final class ImportedEvents {

    private static final int MAXIMUM_ITEMS = 200;
    private static final double FASTEST_METRES_PER_SECOND = 150;
    private static final int AMOUNT_DIGITS = 15;

    private ImportedEvents() {}

    /** The event with an id of its own, or null with violations. */
    static @Nullable EventEnvelope<? extends ShopEvent> read(
            EntityType type, ObjectNode json, String source, Instant now, List<Violation> violations) {
        JsonFields fields = JsonFields.of(json, "", violations);
        if (fields == null) {
            return null;
        }
        return switch (type) {
            case BEHAVIOUR -> behaviour(fields, source, now, violations);
            case COMPETITOR_PRICE -> competitorPrice(fields, source, violations);
            case TRAVEL_TIME -> travelTime(fields, source, violations);
            default -> throw new IllegalArgumentException(type + " is no event");
        };
    }

    private static @Nullable EventEnvelope<BehaviourRecorded> behaviour(
            JsonFields fields, String source, Instant now, List<Violation> violations) {
        String eventId = fields.requiredId("event_id");
        String eventName = fields.requiredId("event_name");
        if (!eventName.isEmpty() && BehaviourName.of(eventName).isEmpty()) {
            fields.violation("event_name", eventName, "is no event name of GA4 e-commerce that is understood");
        }
        Instant occurredAt = required(fields, "occurred_at", now);
        String userId = fields.id("user_id");
        String anonymousId = fields.id("anonymous_id");
        if (userId == null && anonymousId == null) {
            fields.violation("user_id", null, "or anonymous_id is required");
        }
        BehaviourRecorded event = new BehaviourRecorded(
                eventId,
                eventName,
                occurredAt == null ? now : occurredAt,
                now,
                userId,
                anonymousId,
                fields.id("session_id"),
                fields.id("ranking_id"),
                fields.text("consent", 128),
                currency(fields),
                amount(fields, "value"),
                fields.id("transaction_id"),
                fields.id("item_list_id"),
                fields.text("search_term", 500),
                fields.id("promotion_id"),
                items(fields, violations));
        fields.end();
        return violations.isEmpty() ? new EventEnvelope<>(eventId, source, event.occurredAt(), event) : null;
    }

    private static List<BehaviourItem> items(JsonFields fields, List<Violation> violations) {
        JsonNode list = fields.take("items");
        if (list == null) {
            return List.of();
        }
        if (!list.isArray() || list.size() > MAXIMUM_ITEMS) {
            fields.violation("items", JsonFields.shown(list), "must be a list of at most " + MAXIMUM_ITEMS + " items");
            return List.of();
        }
        List<BehaviourItem> items = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            JsonFields item = JsonFields.of(list.get(i), "items[" + i + "]", violations);
            if (item != null) {
                Long quantity = item.integer("quantity", 1, 1_000_000);
                Long index = item.integer("index", 0, 1_000_000);
                items.add(new BehaviourItem(
                        item.requiredId("item_id"),
                        amount(item, "price"),
                        quantity == null ? null : quantity.intValue(),
                        index == null ? null : index.intValue(),
                        item.id("item_list_id")));
                item.end();
            }
        }
        return items;
    }

    private static @Nullable EventEnvelope<CompetitorPriceObserved> competitorPrice(
            JsonFields fields, String source, List<Violation> violations) {
        Instant observedAt = required(fields, "observed_at", null);
        Money price = fields.money("price");
        if (!fields.present("price")) {
            fields.missing("price");
        }
        String itemId = fields.requiredId("item_id");
        String competitorId = fields.requiredId("competitor_id");
        Money shipping = fields.money("shipping");
        Boolean inStock = fields.bool("in_stock");
        String url = fields.text("url", 2_000);
        fields.end();
        return violations.isEmpty() && observedAt != null && price != null
                ? envelope(
                        new CompetitorPriceObserved(itemId, competitorId, price, shipping, inStock, url, observedAt),
                        source,
                        observedAt)
                : null;
    }

    private static @Nullable EventEnvelope<TravelTimeObserved> travelTime(
            JsonFields fields, String source, List<Violation> violations) {
        Instant observedAt = required(fields, "observed_at", null);
        String zoneId = fields.requiredId("zone_id");
        Double speed = fields.number("speed_metres_per_second", 0, FASTEST_METRES_PER_SECOND);
        if (!fields.present("speed_metres_per_second")) {
            fields.missing("speed_metres_per_second");
        }
        Double freeFlow = fields.number("free_flow_metres_per_second", 0, FASTEST_METRES_PER_SECOND);
        fields.end();
        return violations.isEmpty() && observedAt != null && speed != null
                ? envelope(new TravelTimeObserved(zoneId, speed, freeFlow, observedAt), source, observedAt)
                : null;
    }

    /** An event whose id is derived from all that it says. */
    private static <T extends ShopEvent> EventEnvelope<T> envelope(T event, String source, Instant time) {
        byte[] content = EventJson.mapper().writeValueAsBytes(event);
        return new EventEnvelope<>(UUID.nameUUIDFromBytes(content).toString(), source, time, event);
    }

    private static @Nullable Instant required(JsonFields fields, String name, @Nullable Instant latest) {
        Instant time = fields.instant(name);
        if (!fields.present(name)) {
            fields.missing(name);
        } else if (time != null && latest != null && time.isAfter(latest.plusSeconds(300))) {
            fields.violation(name, time.toString(), "is in the future");
        }
        return time;
    }

    private static @Nullable String currency(JsonFields fields) {
        String currency = fields.text("currency", 3);
        if (currency != null && !Monies.isCurrency(currency)) {
            fields.violation("currency", currency, "is no ISO 4217 currency code");
        }
        return currency;
    }

    /** GA4 sends amounts as numbers; strings are taken as well. */
    private static @Nullable BigDecimal amount(JsonFields fields, String name) {
        JsonNode value = fields.take(name);
        if (value == null) {
            return null;
        }
        try {
            BigDecimal amount = value.isNumber()
                    ? value.decimalValue()
                    : value.isString() && value.stringValue().length() < 40
                            ? new BigDecimal(value.stringValue())
                            : null;
            if (amount != null
                    && amount.signum() >= 0
                    && amount.scale() >= -AMOUNT_DIGITS
                    && amount.scale() <= AMOUNT_DIGITS
                    && amount.precision() - amount.scale() <= AMOUNT_DIGITS) {
                return amount;
            }
        } catch (NumberFormatException e) {
            // refused below with everything else that is no amount
        }
        fields.violation(name, JsonFields.shown(value), "must be an amount that is not negative");
        return null;
    }
}
