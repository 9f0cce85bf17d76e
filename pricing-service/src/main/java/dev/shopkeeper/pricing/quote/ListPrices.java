package dev.shopkeeper.pricing.quote;

import dev.shopkeeper.events.ItemUpserted;
import dev.shopkeeper.pricing.item.Items;
import org.springframework.stereotype.Service;

/** Keeps items and lets a new list price become the price in force. */
@Service
public class ListPrices {

    private final Items items;
    private final Prices prices;

    ListPrices(Items items, Prices prices) {
        this.items = items;
        this.prices = prices;
    }

    /** What the catalogue says of an item; its list price counts unless newer news of the item is known. */
    public void upserted(ItemUpserted item) {
        if (items.put(item) && item.listPrice() != null) {
            prices.list(item.itemId(), item.listPrice());
        }
    }
}
