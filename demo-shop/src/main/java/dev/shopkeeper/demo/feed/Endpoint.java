package dev.shopkeeper.demo.feed;

import org.jspecify.annotations.Nullable;

/**
 * The gateway's doors. One whose path names a thing takes one entry at a time, as do those of campaigns and return policies; the
 * others take many. Within a lane the order of this list is kept: a depot is told before its vehicles, an order before its
 * delivery, and that before its return.
 */
public enum Endpoint {
    PRODUCTS("/admin/v1/products", "products", Lane.CATALOGUE),
    SUPPLY_TERMS("/admin/v1/supply-terms", "supply_terms", Lane.CATALOGUE),
    MEMBERS("/admin/v1/members", "members", Lane.CATALOGUE),
    CAMPAIGNS("/admin/v1/campaigns", "campaigns", Lane.CATALOGUE, true),
    RETURN_POLICIES("/admin/v1/return-policies", "return_policies", Lane.CATALOGUE, true),
    DEPOTS("/admin/v1/depots", "depots", Lane.CATALOGUE),
    VEHICLES("/admin/v1/vehicles", "vehicles", Lane.CATALOGUE),
    EVENTS("/api/v1/events", "events", Lane.BEHAVIOUR),
    ORDERS("/admin/v1/orders", "orders", Lane.COMMERCE),
    CANCELLATIONS("/admin/v1/orders/cancellations", "cancellations", Lane.COMMERCE),
    DELIVERIES("/admin/v1/deliveries", "deliveries", Lane.COMMERCE),
    RETURNS("/admin/v1/returns", "returns", Lane.COMMERCE),
    RETURN_DECISIONS("/admin/v1/returns/{return_id}/decide", "return_decisions", Lane.COMMERCE),
    RETURN_COMPLETIONS("/admin/v1/returns/{return_id}/complete", "return_completions", Lane.COMMERCE),
    MESSAGES("/admin/v1/messages", "messages", Lane.COMMERCE),
    CORRECTIONS("/admin/v1/messages/corrections", "corrections", Lane.COMMERCE),
    STOCK_MOVEMENTS("/admin/v1/stock/movements", "movements", Lane.STOCK),
    COMPETITOR_PRICES("/admin/v1/competitor-prices", "competitor_prices", Lane.MARKET),
    TRAVEL_TIMES("/admin/v1/travel-times", "travel_times", Lane.MARKET);

    /** Entries that one request may have. */
    public static final int MOST_ENTRIES = 500;

    private final String path;
    private final String list;
    private final Lane lane;
    private final boolean oneByOne;

    Endpoint(String path, String list, Lane lane) {
        this(path, list, lane, path.indexOf('{') >= 0);
    }

    Endpoint(String path, String list, Lane lane, boolean oneByOne) {
        this.path = path;
        this.list = list;
        this.lane = lane;
        this.oneByOne = oneByOne;
    }

    public String path() {
        return path;
    }

    /** Name of the list in the body, and of the count in the summary. */
    public String list() {
        return list;
    }

    /** Whether the door takes one entry at a time. */
    boolean oneByOne() {
        return oneByOne;
    }

    /** The field that the path names, or null where it names none. */
    @Nullable
    String named() {
        int from = path.indexOf('{');
        return from < 0 ? null : path.substring(from + 1, path.indexOf('}'));
    }

    Lane lane() {
        return lane;
    }
}
