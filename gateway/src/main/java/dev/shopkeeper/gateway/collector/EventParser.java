package dev.shopkeeper.gateway.collector;

import dev.shopkeeper.events.BehaviourItem;
import dev.shopkeeper.events.BehaviourName;
import dev.shopkeeper.events.BehaviourRecorded;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads one behaviour event after the other from a stream of JSON tokens, in one pass and without a tree. Its rules are
 * those of {@code schemas/collector-event.json}, proven equal by a randomised test, plus those that a schema cannot say:
 * known currencies, believable clocks, duplicate field names, halves of surrogate pairs. Not thread-safe: one per
 * request.
 */
final class EventParser {

    private static final int MAX_SEARCH_TERM = 512;
    private static final Set<String> NAMES =
            Arrays.stream(BehaviourName.values()).map(BehaviourName::wireName).collect(Collectors.toUnmodifiableSet());
    private static final String NAMES_SHOWN =
            Arrays.stream(BehaviourName.values()).map(BehaviourName::wireName).collect(Collectors.joining(", "));

    /** What GA4 sends and nothing here learns from: checked, and not carried on. */
    private static final Labels LABELS = Labels.of(
            18,
            "item_list_name",
            "promotion_name",
            "creative_name",
            "creative_slot",
            "payment_type",
            "shipping_tier",
            "affiliation");

    private final JsonParser parser;
    private final TimeWindow window;
    private final FieldReader fields;
    private final ItemParser itemParser;

    /** @param refusals where what is wrong is added */
    EventParser(JsonParser parser, TimeWindow window, List<Refusal> refusals) {
        this.parser = parser;
        this.window = window;
        this.fields = new FieldReader(parser, window, refusals);
        this.itemParser = new ItemParser(parser, fields);
    }

    /**
     * Reads the event whose first token the parser stands on, up to its last.
     *
     * @return the event, or null where it was refused
     */
    @Nullable
    BehaviourRecorded read(int index) {
        fields.startEvent(index);
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            fields.refuse("", "is no JSON object");
            return null;
        }
        return readFields(parser.nextName());
    }

    /** Reads the only event of a request from its first field name on, which has been read. */
    @Nullable
    BehaviourRecorded readFrom(@Nullable String firstName) {
        fields.startEvent(0);
        return readFields(firstName);
    }

    private @Nullable BehaviourRecorded readFields(@Nullable String firstName) {
        int seen = 0;
        String eventId = null;
        String eventName = null;
        Instant occurredAt = null;
        String userId = null;
        String anonymousId = null;
        String sessionId = null;
        String rankingId = null;
        String consent = null;
        String currency = null;
        BigDecimal value = null;
        String transactionId = null;
        String itemListId = null;
        String searchTerm = null;
        String promotionId = null;
        String coupon = null;
        BigDecimal shipping = null;
        BigDecimal tax = null;
        List<BehaviourItem> items = List.of();
        for (String name = firstName; name != null; name = parser.nextName()) {
            parser.nextToken();
            int field;
            switch (name) {
                case "event_id" -> {
                    field = Field.EVENT_ID;
                    eventId = fields.id(name);
                }
                case "event_name" -> {
                    field = Field.EVENT_NAME;
                    eventName = eventName();
                }
                case "occurred_at" -> {
                    field = Field.OCCURRED_AT;
                    occurredAt = fields.time(name);
                }
                case "user_id" -> {
                    field = Field.USER_ID;
                    userId = fields.id(name);
                }
                case "anonymous_id" -> {
                    field = Field.ANONYMOUS_ID;
                    anonymousId = fields.id(name);
                }
                case "session_id" -> {
                    field = Field.SESSION_ID;
                    sessionId = fields.id(name);
                }
                case "ranking_id" -> {
                    field = Field.RANKING_ID;
                    rankingId = fields.id(name);
                }
                case "consent" -> {
                    field = Field.CONSENT;
                    consent = consent();
                }
                case "currency" -> {
                    field = Field.CURRENCY;
                    currency = fields.currency(name);
                }
                case "value" -> {
                    field = Field.VALUE;
                    value = fields.amount(name);
                }
                case "transaction_id" -> {
                    field = Field.TRANSACTION_ID;
                    transactionId = fields.id(name);
                }
                case "item_list_id" -> {
                    field = Field.ITEM_LIST_ID;
                    itemListId = fields.id(name);
                }
                case "search_term" -> {
                    field = Field.SEARCH_TERM;
                    searchTerm = fields.text(name, MAX_SEARCH_TERM);
                }
                case "promotion_id" -> {
                    field = Field.PROMOTION_ID;
                    promotionId = fields.id(name);
                }
                case "coupon" -> {
                    field = Field.COUPON;
                    coupon = fields.text(name, Labels.MAX);
                }
                case "shipping" -> {
                    field = Field.SHIPPING;
                    shipping = fields.amount(name);
                }
                case "tax" -> {
                    field = Field.TAX;
                    tax = fields.amount(name);
                }
                case "items" -> {
                    field = Field.ITEMS;
                    items = itemParser.items();
                }
                default -> field = LABELS.read(name, fields, "an event");
            }
            seen = fields.once(name, field, seen);
        }
        requireFields(seen, eventName, consent, items.isEmpty());
        if (fields.refusedAny() || eventId == null || eventName == null) {
            return null;
        }
        return new BehaviourRecorded(
                eventId,
                eventName,
                occurredAt == null ? window.receivedAt() : occurredAt,
                window.receivedAt(),
                userId,
                anonymousId,
                sessionId,
                rankingId,
                consent,
                currency,
                value,
                transactionId,
                itemListId,
                searchTerm,
                promotionId,
                coupon,
                shipping,
                tax,
                items);
    }

    private void requireFields(int seen, @Nullable String eventName, @Nullable String consent, boolean noItems) {
        if ((seen & Field.EVENT_ID) == 0) {
            fields.require("event_id");
        }
        if ((seen & Field.EVENT_NAME) == 0) {
            fields.require("event_name");
        }
        if ((seen & (Field.USER_ID | Field.ANONYMOUS_ID)) == 0 && !BehaviourRecorded.CONSENT_DENIED.equals(consent)) {
            fields.add("user_id", null, "is required, or anonymous_id is");
        }
        switch (eventName) {
            case "view_item_list",
                    "select_item",
                    "view_item",
                    "add_to_cart",
                    "remove_from_cart",
                    "add_to_wishlist",
                    "begin_checkout",
                    "purchase" -> {
                if ((seen & Field.ITEMS) == 0) {
                    fields.add("items", null, "is required with " + eventName);
                } else if (noItems && !fields.refusedAny()) {
                    fields.add("items", "[]", "is empty, which it may not be with " + eventName);
                }
                if (eventName.equals("purchase")) {
                    requireTransaction(seen, eventName);
                }
            }
            case "search" -> {
                if ((seen & Field.SEARCH_TERM) == 0) {
                    fields.add("search_term", null, "is required with search");
                }
            }
            case "refund" -> requireTransaction(seen, eventName);
            case null, default -> {
                // nothing more is asked of the others
            }
        }
    }

    private void requireTransaction(int seen, String eventName) {
        if ((seen & Field.TRANSACTION_ID) == 0) {
            fields.add("transaction_id", null, "is required with " + eventName);
        }
    }

    private @Nullable String eventName() {
        String name = fields.string("event_name");
        if (name != null && !NAMES.contains(name)) {
            fields.refuse("event_name", "is none of " + NAMES_SHOWN);
            return null;
        }
        return name;
    }

    private @Nullable String consent() {
        String consent = fields.string("consent");
        if (consent != null
                && !consent.equals(BehaviourRecorded.CONSENT_GRANTED)
                && !consent.equals(BehaviourRecorded.CONSENT_DENIED)) {
            fields.refuse("consent", "is neither granted nor denied");
            return null;
        }
        return consent;
    }

    /** One bit each, to tell what has been seen. */
    private static final class Field {
        static final int EVENT_ID = 1;
        static final int EVENT_NAME = 1 << 1;
        static final int OCCURRED_AT = 1 << 2;
        static final int USER_ID = 1 << 3;
        static final int ANONYMOUS_ID = 1 << 4;
        static final int SESSION_ID = 1 << 5;
        static final int RANKING_ID = 1 << 6;
        static final int CONSENT = 1 << 7;
        static final int CURRENCY = 1 << 8;
        static final int VALUE = 1 << 9;
        static final int TRANSACTION_ID = 1 << 10;
        static final int ITEM_LIST_ID = 1 << 11;
        static final int SEARCH_TERM = 1 << 12;
        static final int PROMOTION_ID = 1 << 13;
        static final int COUPON = 1 << 14;
        static final int SHIPPING = 1 << 15;
        static final int TAX = 1 << 16;
        static final int ITEMS = 1 << 17;
    }
}
