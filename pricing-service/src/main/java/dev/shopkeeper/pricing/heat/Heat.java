package dev.shopkeeper.pricing.heat;

import static dev.shopkeeper.starter.jdbc.Columns.printed;
import static dev.shopkeeper.starter.jdbc.Columns.text;
import static dev.shopkeeper.starter.jdbc.Columns.times;

import dev.shopkeeper.events.BehaviourItem;
import dev.shopkeeper.events.BehaviourName;
import dev.shopkeeper.events.BehaviourRecorded;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;

/** Counts views and carts per item and hour, a batch of events at a time; people are not kept. */
@Service
public class Heat {

    private final JdbcTemplate jdbc;

    Heat(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    private record ItemHour(String itemId, Instant hour) {}

    private record Counts(long views, long carts) {

        private Counts and(Counts other) {
            return new Counts(views + other.views, carts + other.carts);
        }
    }

    /** Counts events that were not counted before; part of the caller's transaction. */
    public void count(Collection<BehaviourRecorded> events) {
        Map<ItemHour, Counts> counts = new HashMap<>();
        for (BehaviourRecorded event : events) {
            counts(event)
                    .ifPresent(count -> event.items().stream()
                            .map(BehaviourItem::itemId)
                            .distinct()
                            .forEach(itemId -> counts.merge(
                                    new ItemHour(itemId, event.occurredAt().truncatedTo(ChronoUnit.HOURS)),
                                    count,
                                    Counts::and)));
        }
        if (!counts.isEmpty()) {
            store(List.copyOf(counts.entrySet()));
        }
    }

    private static Optional<Counts> counts(BehaviourRecorded event) {
        return BehaviourName.of(event.eventName()).flatMap(name -> switch (name) {
            case VIEW_ITEM -> Optional.of(new Counts(1, 0));
            case ADD_TO_CART -> Optional.of(new Counts(0, 1));
            default -> Optional.empty();
        });
    }

    private void store(List<Map.Entry<ItemHour, Counts>> rows) {
        jdbc.update(
                """
                insert into item_heat (item_id, hour, views, carts)
                select * from unnest(?::text[], ?::timestamptz[], ?::bigint[], ?::bigint[])
                    as counted (item_id, hour, views, carts)
                order by item_id collate "C", hour
                on conflict (item_id, hour) do update set
                    views = item_heat.views + excluded.views, carts = item_heat.carts + excluded.carts
                """,
                text(rows, row -> row.getKey().itemId()),
                times(rows, row -> row.getKey().hour()),
                printed(rows, row -> row.getValue().views()),
                printed(rows, row -> row.getValue().carts()));
    }
}
