package dev.shopkeeper.recommendation.ranking;

import dev.shopkeeper.recommendation.filter.Filter;
import dev.shopkeeper.recommendation.filter.FilterException;
import dev.shopkeeper.recommendation.interaction.Kind;
import dev.shopkeeper.starter.bulk.Fields;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A question as a body asks it, which has more room than a query. */
record RecommendRequest(
        @Nullable String userId,
        @Nullable String anonymousId,
        @Nullable Placement placement,
        @Nullable String itemId,
        List<Met> session,
        List<String> basket,
        Restriction restriction,
        int limit,
        @Nullable Double diversity) {

    static final int MOST_IDS = 200;
    static final int MOST_CANDIDATES = 1000;
    static final int MOST_ITEMS = 100;
    static final int LIMIT = 20;

    /** GA4's names of what says something of an item. */
    private static final Map<String, Kind> EVENTS = Map.of(
            "view_item", Kind.VIEW,
            "select_item", Kind.VIEW,
            "add_to_wishlist", Kind.WISH,
            "add_to_cart", Kind.CART,
            "purchase", Kind.PURCHASE);

    static RecommendRequest read(Fields fields) {
        String user = fields.idOrNull("user_id");
        String anonymous = fields.idOrNull("anonymous_id");
        String placement = fields.oneOfOrNull("placement", Placement.WORDS);
        List<String> candidates = fields.idsOrNull("candidates", MOST_CANDIDATES);
        Long limit = fields.wholeOrNull("limit", 1, MOST_ITEMS);
        return new RecommendRequest(
                user,
                anonymous,
                Placement.of(placement),
                fields.idOrNull("item_id"),
                fields.list("session", 0, MOST_IDS, RecommendRequest::met),
                fields.ids("basket", MOST_IDS),
                new Restriction(
                        fields.idOrNull("category"),
                        filter(fields),
                        candidates == null ? null : new LinkedHashSet<>(candidates),
                        0,
                        Set.copyOf(fields.ids("exclude", MOST_IDS)),
                        null),
                limit == null ? LIMIT : limit.intValue(),
                fields.numberOrNull("diversity", 0, 1));
    }

    private static @Nullable Filter filter(Fields fields) {
        String text = fields.textOrNull("filter", Filter.MAX_LENGTH);
        if (text == null) {
            return null;
        }
        return filter(text, wrong -> fields.refuse("filter", Fields.shortened(text), wrong));
    }

    /** @param refusal hears where the text cannot be read, and what was expected there */
    static @Nullable Filter filter(String text, Consumer<String> refusal) {
        try {
            return Filter.parse(text);
        } catch (FilterException e) {
            refusal.accept(
                    "column " + e.column() + ": found " + e.found() + ", expected " + e.expected() + ". " + e.hint());
            return null;
        }
    }

    private static Met met(Fields fields) {
        String itemId = fields.id("item_id");
        String event =
                fields.oneOfOrNull("event", EVENTS.keySet().stream().sorted().toList());
        return new Met(itemId, event == null ? Kind.VIEW : EVENTS.getOrDefault(event, Kind.VIEW));
    }
}
