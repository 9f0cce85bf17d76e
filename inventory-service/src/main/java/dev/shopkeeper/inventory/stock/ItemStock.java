package dev.shopkeeper.inventory.stock;

import java.util.List;

/** The stock of one item over all locations. */
record ItemStock(String itemId, long onHand, long reserved, long available, List<StockLevelView> locations) {

    static ItemStock of(String itemId, List<StockLevel> levels) {
        return new ItemStock(
                itemId,
                levels.stream().mapToLong(StockLevel::onHand).sum(),
                levels.stream().mapToLong(StockLevel::reserved).sum(),
                levels.stream().mapToLong(StockLevel::available).sum(),
                levels.stream().map(StockLevelView::of).toList());
    }
}
