package dev.shopkeeper.demo.feed;

/**
 * The gateway's doors for uploads. Within a lane the order of this list is kept: an order is told before its delivery,
 * and that before its return.
 */
public enum Endpoint {
    PRODUCTS("/admin/v1/products", "products", Lane.CATALOGUE),
    MEMBERS("/admin/v1/members", "members", Lane.CATALOGUE),
    EVENTS("/api/v1/events", "events", Lane.BEHAVIOUR),
    ORDERS("/admin/v1/orders", "orders", Lane.COMMERCE),
    CANCELLATIONS("/admin/v1/orders/cancellations", "cancellations", Lane.COMMERCE),
    DELIVERIES("/admin/v1/deliveries", "deliveries", Lane.COMMERCE),
    RETURNS("/admin/v1/returns", "returns", Lane.COMMERCE),
    MESSAGES("/admin/v1/messages", "messages", Lane.COMMERCE),
    STOCK_MOVEMENTS("/admin/v1/stock/movements", "movements", Lane.STOCK),
    COMPETITOR_PRICES("/admin/v1/competitor-prices", "competitor_prices", Lane.MARKET),
    TRAVEL_TIMES("/admin/v1/travel-times", "travel_times", Lane.MARKET);

    /** Entries that one request may have. */
    public static final int MOST_ENTRIES = 500;

    private final String path;
    private final String list;
    private final Lane lane;

    Endpoint(String path, String list, Lane lane) {
        this.path = path;
        this.list = list;
        this.lane = lane;
    }

    public String path() {
        return path;
    }

    /** Name of the list in the body, and of the count in the summary. */
    public String list() {
        return list;
    }

    Lane lane() {
        return lane;
    }
}
