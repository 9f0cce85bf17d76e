package dev.shopkeeper.gateway.collector;

import dev.shopkeeper.events.BehaviourItem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads the {@code items} of an event. */
final class ItemParser {

    private static final int MAX_ITEMS = 200;

    /** What GA4 sends of an item and the catalogue knows better: checked, and not carried on. */
    private static final Labels LABELS = Labels.of(
            9,
            "item_name",
            "item_brand",
            "item_category",
            "item_category2",
            "item_category3",
            "item_category4",
            "item_category5",
            "affiliation",
            "item_list_name",
            "location_id",
            "promotion_name",
            "creative_name",
            "creative_slot");

    private final JsonParser parser;
    private final FieldReader fields;

    ItemParser(JsonParser parser, FieldReader fields) {
        this.parser = parser;
        this.fields = fields;
    }

    /** The items that could be read. */
    List<BehaviourItem> items() {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            fields.refuse("items", "is no JSON array");
            return List.of();
        }
        List<BehaviourItem> items = new ArrayList<>(4);
        int count = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (count >= MAX_ITEMS) {
                parser.skipChildren();
            } else if (parser.currentToken() != JsonToken.START_OBJECT) {
                fields.refuse("items[" + count + "]", "is no JSON object");
            } else {
                fields.below("items[" + count + "].");
                BehaviourItem item = item();
                fields.below("");
                if (item != null) {
                    items.add(item);
                }
            }
            count++;
        }
        if (count > MAX_ITEMS) {
            fields.add("items", count + " items", "has more than " + MAX_ITEMS + " items");
        }
        return items;
    }

    private @Nullable BehaviourItem item() {
        int seen = 0;
        String itemId = null;
        BigDecimal price = null;
        Integer quantity = null;
        Integer index = null;
        String itemListId = null;
        String itemVariant = null;
        String coupon = null;
        BigDecimal discount = null;
        String promotionId = null;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            int field;
            switch (name) {
                case "item_id" -> {
                    field = 1;
                    itemId = fields.id(name);
                }
                case "price" -> {
                    field = 1 << 1;
                    price = fields.amount(name);
                }
                case "quantity" -> {
                    field = 1 << 2;
                    quantity = fields.integer(name, 1);
                }
                case "index" -> {
                    field = 1 << 3;
                    index = fields.integer(name, 0);
                }
                case "item_list_id" -> {
                    field = 1 << 4;
                    itemListId = fields.id(name);
                }
                case "item_variant" -> {
                    field = 1 << 5;
                    itemVariant = fields.text(name, Labels.MAX);
                }
                case "coupon" -> {
                    field = 1 << 6;
                    coupon = fields.text(name, Labels.MAX);
                }
                case "discount" -> {
                    field = 1 << 7;
                    discount = fields.amount(name);
                }
                case "promotion_id" -> {
                    field = 1 << 8;
                    promotionId = fields.id(name);
                }
                default -> field = LABELS.read(name, fields, "an item");
            }
            seen = fields.once(name, field, seen);
        }
        if ((seen & 1) == 0) {
            fields.require("item_id");
        }
        return itemId == null
                ? null
                : new BehaviourItem(
                        itemId, price, quantity, index, itemListId, itemVariant, coupon, discount, promotionId);
    }
}
