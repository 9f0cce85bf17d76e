package dev.shopkeeper.events;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Which record and which topic belong to which CloudEvents type. */
public final class EventTypes {

    private static final Map<String, EventType<?>> BY_NAME = new LinkedHashMap<>();
    private static final Map<Class<?>, EventType<?>> BY_RECORD = new LinkedHashMap<>();

    static {
        add(BehaviourRecorded.TYPE, BehaviourRecorded.class, Topic.BEHAVIOUR);
        add(ItemUpserted.TYPE, ItemUpserted.class, Topic.CATALOGUE);
        add(ItemWithdrawn.TYPE, ItemWithdrawn.class, Topic.CATALOGUE);
        add(StockLevelChanged.TYPE, StockLevelChanged.class, Topic.STOCK);
        add(GoodsReceived.TYPE, GoodsReceived.class, Topic.STOCK);
        add(PurchaseOrderChanged.TYPE, PurchaseOrderChanged.class, Topic.STOCK);
        add(DemandForecasted.TYPE, DemandForecasted.class, Topic.STOCK);
        add(OrderPlaced.TYPE, OrderPlaced.class, Topic.ORDER);
        add(OrderCancelled.TYPE, OrderCancelled.class, Topic.ORDER);
        add(OrderShipped.TYPE, OrderShipped.class, Topic.ORDER);
        add(ReturnRequested.TYPE, ReturnRequested.class, Topic.ORDER);
        add(ReturnDecided.TYPE, ReturnDecided.class, Topic.ORDER);
        add(ReturnCompleted.TYPE, ReturnCompleted.class, Topic.ORDER);
        add(MessageReceived.TYPE, MessageReceived.class, Topic.ORDER);
        add(PriceChanged.TYPE, PriceChanged.class, Topic.PRICE);
        add(CompetitorPriceObserved.TYPE, CompetitorPriceObserved.class, Topic.MARKET);
        add(MemberUpdated.TYPE, MemberUpdated.class, Topic.MEMBER);
        add(DeliveryPlanned.TYPE, DeliveryPlanned.class, Topic.DELIVERY);
        add(DeliveryCompleted.TYPE, DeliveryCompleted.class, Topic.DELIVERY);
        add(DeliveryFailed.TYPE, DeliveryFailed.class, Topic.DELIVERY);
        add(TravelTimeObserved.TYPE, TravelTimeObserved.class, Topic.TRAFFIC);
        add(TrainingRequested.TYPE, TrainingRequested.class, Topic.MODEL_COMMANDS);
        add(TrainingCancellationRequested.TYPE, TrainingCancellationRequested.class, Topic.MODEL_COMMANDS);
        add(RollbackRequested.TYPE, RollbackRequested.class, Topic.MODEL_COMMANDS);
        add(TrainingChanged.TYPE, TrainingChanged.class, Topic.MODEL_EVENTS);
        add(ModelPromoted.TYPE, ModelPromoted.class, Topic.MODEL_EVENTS);
        add(ModelRolledBack.TYPE, ModelRolledBack.class, Topic.MODEL_EVENTS);
    }

    private EventTypes() {}

    private static <T extends ShopEvent> void add(String name, Class<T> record, Topic topic) {
        EventType<T> type = new EventType<>(name, record, topic);
        BY_NAME.put(name, type);
        BY_RECORD.put(record, type);
    }

    /** All types, in the order of the ownership table. */
    public static Collection<EventType<?>> all() {
        return BY_NAME.values();
    }

    /** The type of this name, or empty where a newer producer knows more types than we do. */
    public static Optional<EventType<?>> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /**
     * The type of this record class.
     *
     * @throws IllegalArgumentException if the class is no event of the contract
     */
    @SuppressWarnings("unchecked") // add() registers the pair with one T
    public static <T extends ShopEvent> EventType<T> of(Class<T> record) {
        EventType<?> type = BY_RECORD.get(record);
        if (type == null) {
            throw new IllegalArgumentException(
                    record + " is no event of the contract. Maybe it is missing in EventTypes?");
        }
        return (EventType<T>) type;
    }
}
