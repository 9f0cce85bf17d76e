package dev.shopkeeper.demo.history;

import dev.shopkeeper.demo.world.Dice;
import dev.shopkeeper.demo.world.Language;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Customers' messages about their orders. */
final class Letters {

    private static final List<String> CHANNELS = List.of("app", "web", "email", "wechat");

    private final Grammar grammar = new Grammar();
    private final Ids ids;
    private final Dice dice;
    private final Consumer<Fact> told;

    Letters(long seed, Consumer<Fact> told) {
        this.ids = Ids.of(seed, "message");
        this.dice = Dice.of(seed, "letters", 0);
        this.told = told;
    }

    void write(Instant at, Fact.Ordered order, String intent) {
        Fact.Line line = dice.pick(order.lines());
        Language language = order.language();
        Map<String, String> slots = new LinkedHashMap<>();
        slots.put("order", order.orderId());
        slots.put(
                "item",
                line.item().category().nouns().get(line.item().variant()).in(language));
        slots.put("zone", order.zone().name().in(language));
        slots.put("size", line.item().size() == null ? "L" : line.item().size());
        told.accept(new Fact.Wrote(
                at,
                ids.numbered("MSG"),
                // Some write from where the shop cannot tell which order they mean.
                dice.chance(0.85) ? order.orderId() : null,
                order.userId(),
                language,
                dice.pick(CHANNELS),
                intent,
                grammar.write(language, intent, slots, dice)));
    }
}
