package dev.shopkeeper.planted;

import dev.shopkeeper.events.ItemWithdrawn;
import java.time.Instant;

/** Has a word of the domain in its name and knows one event. */
class PlantedProductCache {

    Object event() {
        return new ItemWithdrawn("i", Instant.EPOCH);
    }
}
