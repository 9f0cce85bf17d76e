package dev.shopkeeper.events;

/** The topics of the platform. Every environment creates them from this list. */
public enum Topic {
    /** Keyed by user. */
    BEHAVIOUR(Topic.BEHAVIOUR_NAME, 6, false),
    /** Keyed by item, compacted. */
    CATALOGUE(Topic.CATALOGUE_NAME, 3, true),
    /** Keyed by item. */
    STOCK(Topic.STOCK_NAME, 3, false),
    /** Keyed by order. */
    ORDER(Topic.ORDER_NAME, 6, false),
    /** Keyed by item, compacted. */
    PRICE(Topic.PRICE_NAME, 3, true),
    /** Keyed by item. */
    MARKET(Topic.MARKET_NAME, 3, false),
    /** Keyed by user, compacted. */
    MEMBER(Topic.MEMBER_NAME, 3, true),
    /** Keyed by delivery. */
    DELIVERY(Topic.DELIVERY_NAME, 3, false),
    /** Keyed by zone. */
    TRAFFIC(Topic.TRAFFIC_NAME, 3, false),
    /** Keyed by model. */
    MODEL_COMMANDS(Topic.MODEL_COMMANDS_NAME, 1, false),
    /** Keyed by model. */
    MODEL_EVENTS(Topic.MODEL_EVENTS_NAME, 1, false);

    public static final String BEHAVIOUR_NAME = "behaviour.events.v1";
    public static final String CATALOGUE_NAME = "catalogue.events.v1";
    public static final String STOCK_NAME = "stock.events.v1";
    public static final String ORDER_NAME = "order.events.v1";
    public static final String PRICE_NAME = "price.events.v1";
    public static final String MARKET_NAME = "market.events.v1";
    public static final String MEMBER_NAME = "member.events.v1";
    public static final String DELIVERY_NAME = "delivery.events.v1";
    public static final String TRAFFIC_NAME = "traffic.events.v1";
    public static final String MODEL_COMMANDS_NAME = "model.commands.v1";
    public static final String MODEL_EVENTS_NAME = "model.events.v1";

    private final String topicName;
    private final int partitions;
    private final boolean compacted;

    Topic(String topicName, int partitions, boolean compacted) {
        this.topicName = topicName;
        this.partitions = partitions;
        this.compacted = compacted;
    }

    public String topicName() {
        return topicName;
    }

    public int partitions() {
        return partitions;
    }

    /** Whether the last event of a key is the whole present state and older ones may be dropped. */
    public boolean compacted() {
        return compacted;
    }
}
