package dev.shopkeeper.events;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The behaviour events that Shopkeeper understands, by GA4's e-commerce names. */
public enum BehaviourName {
    VIEW_ITEM_LIST,
    SELECT_ITEM,
    VIEW_ITEM,
    SEARCH,
    ADD_TO_CART,
    REMOVE_FROM_CART,
    ADD_TO_WISHLIST,
    BEGIN_CHECKOUT,
    PURCHASE,
    REFUND,
    VIEW_PROMOTION,
    SELECT_PROMOTION;

    /** GA4's spelling, {@code view_item}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name behind GA4's spelling, or empty where a newer producer knows more names than we do. */
    public static Optional<BehaviourName> of(String wireName) {
        return Arrays.stream(values())
                .filter(name -> name.wireName().equals(wireName))
                .findFirst();
    }
}
