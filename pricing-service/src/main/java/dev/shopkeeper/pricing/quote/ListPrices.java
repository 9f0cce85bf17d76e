package dev.shopkeeper.pricing.quote;

import dev.shopkeeper.events.ItemUpserted;
import dev.shopkeeper.pricing.item.Items;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps items, their floors, and lets a new list price become the price in force. */
@Service
public class ListPrices {

    private final Items items;
    private final Floors floors;
    private final Prices prices;
    private final ListPriceListener listener;

    ListPrices(Items items, Floors floors, Prices prices, ListPriceListener listener) {
        this.items = items;
        this.floors = floors;
        this.prices = prices;
        this.listener = listener;
    }

    /** What the catalogue says of an item; its list price counts unless newer news of the item is known. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void upserted(ItemUpserted item) {
        prices.lock(item.itemId());
        if (!items.put(item)) {
            return;
        }
        floors.keep(item.itemId());
        Prices.Listed listed =
                item.listPrice() == null ? Prices.Listed.AS_BEFORE : prices.list(item.itemId(), item.listPrice());
        if (listed != Prices.Listed.AS_BEFORE) {
            listener.approvedPriceIsVoid(item.itemId(), listed == Prices.Listed.IN_FORCE);
        } else if (prices.leaveWhatIsBelowTheFloor(item.itemId())) {
            listener.approvedPriceIsVoid(item.itemId(), false);
        }
    }
}
