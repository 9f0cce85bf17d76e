package dev.shopkeeper.order.messaging;

import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.ItemUpserted;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.order.item.ItemTitles;
import dev.shopkeeper.starter.messaging.EventConsumer;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Keeps the titles of items. */
@Component
class CatalogueListener implements EventConsumer {

    private final ItemTitles titles;

    CatalogueListener(ItemTitles titles) {
        this.titles = titles;
    }

    @Override
    public String name() {
        return "catalogue";
    }

    @Override
    public Topic topic() {
        return Topic.CATALOGUE;
    }

    @Override
    public void on(EventEnvelope<?> event) {
        if (event.data() instanceof ItemUpserted item) {
            title(item.titles()).ifPresent(title -> titles.put(item.itemId(), title, item.updatedAt()));
        }
    }

    private static Optional<String> title(Map<String, String> titles) {
        return Optional.ofNullable(titles.get("en"))
                .or(() -> Optional.ofNullable(titles.get("zh")))
                .or(() -> titles.values().stream().sorted().findFirst());
    }
}
