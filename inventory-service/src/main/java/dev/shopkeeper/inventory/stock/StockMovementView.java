package dev.shopkeeper.inventory.stock;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;

/** A row of the ledger with the level it left. */
record StockMovementView(
        @JsonIgnore long sequence,
        String movementId,
        String itemId,
        String locationId,
        String reason,
        long quantity,
        long onHand,
        long reserved,
        long available,
        Instant occurredAt,
        Instant recordedAt) {}
