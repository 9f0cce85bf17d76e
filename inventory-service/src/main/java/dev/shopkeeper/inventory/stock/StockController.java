package dev.shopkeeper.inventory.stock;

import dev.shopkeeper.inventory.input.Cursors;
import dev.shopkeeper.starter.bulk.Bulk;
import dev.shopkeeper.starter.bulk.BulkAnswer;
import dev.shopkeeper.starter.bulk.BulkBody;
import dev.shopkeeper.starter.paging.Page;
import dev.shopkeeper.starter.problem.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Stock levels and movements for shop operations. */
@RestController
@RequestMapping("/admin/v1/stock")
class StockController {

    private final Stock stock;

    StockController(Stock stock) {
        this.stock = stock;
    }

    @PostMapping("/movements")
    BulkAnswer move(@BulkBody("movements") Bulk<StockMovement> bulk) {
        stock.move(bulk);
        return bulk.answer();
    }

    @GetMapping
    Page<StockLevelView> list(
            @RequestParam(name = "location_id", required = false) @Nullable String locationId,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = Cursors.limit(limit);
        List<String> parts = Cursors.decode(cursor, 2);
        StockPlace after = parts == null ? null : new StockPlace(parts.get(0), parts.get(1));
        List<StockLevel> found = stock.levels(Cursors.filter("location_id", locationId), after, size + 1);
        List<StockLevel> shown = found.subList(0, Math.min(size, found.size()));
        return new Page<>(
                shown.stream().map(StockLevelView::of).toList(),
                found.size() > size
                        ? Cursors.encode(
                                shown.getLast().place().itemId(),
                                shown.getLast().place().locationId())
                        : null);
    }

    @GetMapping("/{itemId}")
    ItemStock get(@PathVariable String itemId) {
        return stock.of(itemId);
    }

    @GetMapping("/{itemId}/movements")
    Page<StockMovementView> ledger(
            @PathVariable String itemId,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = Cursors.limit(limit);
        List<String> parts = Cursors.decode(cursor, 1);
        List<StockMovementView> found = stock.ledger(itemId, parts == null ? null : sequence(parts), size + 1);
        List<StockMovementView> shown = found.subList(0, Math.min(size, found.size()));
        return new Page<>(
                shown,
                found.size() > size
                        ? Cursors.encode(Long.toString(shown.getLast().sequence()))
                        : null);
    }

    private static Long sequence(List<String> parts) {
        try {
            return Long.valueOf(parts.getFirst());
        } catch (NumberFormatException e) {
            throw ProblemException.invalid("cursor", parts.getFirst(), "is not a cursor of this listing");
        }
    }
}
