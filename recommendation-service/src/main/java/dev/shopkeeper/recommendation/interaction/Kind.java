package dev.shopkeeper.recommendation.interaction;

import dev.shopkeeper.events.BehaviourName;
import java.util.Optional;

/** What was done with an item. */
public enum Kind {
    VIEW(1, "viewed", "浏览过"),
    CART(2, "put into the cart", "加购过"),
    WISH(3, "wished for", "收藏过"),
    PURCHASE(4, "bought", "买过");

    private final int code;
    private final String english;
    private final String chinese;

    Kind(int code, String english, String chinese) {
        this.code = code;
        this.english = english;
        this.chinese = chinese;
    }

    /** What the database stores. */
    public int code() {
        return code;
    }

    /** The verb in a reason, {@code because you viewed ...}. */
    public String english() {
        return english;
    }

    /** The verb in a Chinese reason. */
    public String chinese() {
        return chinese;
    }

    /** The kind behind {@link #code}. */
    public static Kind ofCode(int code) {
        return values()[code - 1];
    }

    /**
     * What a behaviour event means for its items; empty for those that say nothing of an item (a search, a list that
     * was merely shown) and for purchases and refunds, which are counted by transaction.
     */
    public static Optional<Kind> of(BehaviourName name) {
        return switch (name) {
            case VIEW_ITEM, SELECT_ITEM -> Optional.of(VIEW);
            case ADD_TO_CART -> Optional.of(CART);
            case ADD_TO_WISHLIST -> Optional.of(WISH);
            default -> Optional.empty();
        };
    }
}
