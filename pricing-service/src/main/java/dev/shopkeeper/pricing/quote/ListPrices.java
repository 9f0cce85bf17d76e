package dev.shopkeeper.pricing.quote;

import dev.shopkeeper.events.ItemUpserted;
import dev.shopkeeper.events.Money;
import dev.shopkeeper.pricing.item.Items;
import dev.shopkeeper.starter.messaging.PoisonEventException;
import org.jspecify.annotations.Nullable;
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

    /**
     * What the catalogue says of an item; its list price counts unless newer news of the item is known. Without one the item
     * is asked no price for, until it has one again.
     *
     * @throws PoisonEventException for a list price or a cost below zero
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void upserted(ItemUpserted item) {
        requireNotBelowZero(item.itemId(), "list_price", item.listPrice());
        requireNotBelowZero(item.itemId(), "cost", item.cost());
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

    private static void requireNotBelowZero(String itemId, String name, @Nullable Money money) {
        if (money != null && money.amount().signum() < 0) {
            throw new PoisonEventException("The " + name + " of item '" + itemId + "' is below zero");
        }
    }
}
