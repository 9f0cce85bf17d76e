package dev.shopkeeper.inventory.stock;

/** What a level says to a movement. */
sealed interface StockDecision {

    /**
     * It happens.
     *
     * @param level the level afterwards
     */
    record Moved(StockLevel level, long onHandChange, long reservedChange) implements StockDecision {}

    /**
     * It cannot happen.
     *
     * @param code stable name of the reason
     */
    record Refused(String code, String message) implements StockDecision {}
}
