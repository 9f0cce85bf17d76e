package dev.shopkeeper.demo.history;

import dev.shopkeeper.demo.world.Dice;
import dev.shopkeeper.demo.world.Language;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Customers' messages about their orders; of about a third, the back office says later what was meant. */
final class Letters {

    private static final List<String> CHANNELS = List.of("app", "web", "email", "wechat");

    private static final double CORRECTED = 1.0 / 3;

    private final Grammar grammar = new Grammar();
    private final Ids ids;
    private final Dice dice;
    private final Dice backOffice;
    private final Agenda agenda;

    Letters(long seed, Agenda agenda) {
        this.ids = Ids.of(seed, "message");
        this.dice = Dice.of(seed, "letters", 0);
        this.backOffice = Dice.of(seed, "corrections", 0);
        this.agenda = agenda;
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
        Grammar.Written written = grammar.write(language, intent, slots, dice);
        String messageId = ids.numbered("MSG");
        agenda.tell(new Fact.Wrote(
                at,
                messageId,
                // Some write from where the shop cannot tell which order they mean.
                dice.chance(0.85) ? order.orderId() : null,
                order.userId(),
                language,
                dice.pick(CHANNELS),
                intent,
                written.text()));
        if (backOffice.chance(CORRECTED)) {
            Instant corrected = at.plus(Duration.ofMinutes((long) (60 * (1 + backOffice.exponential(8)))));
            agenda.tell(new Fact.Corrected(corrected, messageId, intent, written.template()));
        }
    }
}
