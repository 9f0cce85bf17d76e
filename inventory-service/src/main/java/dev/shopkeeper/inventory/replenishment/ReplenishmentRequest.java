package dev.shopkeeper.inventory.replenishment;

import dev.shopkeeper.starter.bulk.Fields;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a run is asked for.
 *
 * @param itemIds items to look at; empty for everything on sale
 * @param locationId location to look at; absent for all
 * @param date day that the proposals are for; absent for today (UTC)
 */
record ReplenishmentRequest(
        List<String> itemIds,
        @Nullable String locationId,
        @Nullable LocalDate date) {

    static final ReplenishmentRequest EVERYTHING = new ReplenishmentRequest(List.of(), null, null);

    private static final int MOST_ITEMS = 1_000;
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    static ReplenishmentRequest read(Fields fields) {
        List<String> items = fields.idsOrNull("item_ids", MOST_ITEMS);
        String location = fields.idOrNull("location_id");
        String date = fields.formedOrNull("date", 10, DATE, false, "must be a date such as 2026-01-31");
        return new ReplenishmentRequest(
                items == null ? List.of() : items, location, date == null ? null : date(fields, date));
    }

    private static @Nullable LocalDate date(Fields fields, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            fields.refuse("date", text, "is no day of the calendar");
            return null;
        }
    }
}
