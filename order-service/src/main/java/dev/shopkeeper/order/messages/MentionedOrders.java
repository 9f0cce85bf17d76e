package dev.shopkeeper.order.messages;

import dev.shopkeeper.order.triage.Mentions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a message mentions, once the orders were asked: an order is used where it is the writer's own, and a number that is one
 * of their orders is no telephone's, whatever it looks like.
 *
 * @param own the order that the message is about; the one that the text names before the one of the upload
 * @param anothers whether it names an order that is not proven to be the writer's
 * @param quantity how many, if one number of units is said
 */
record MentionedOrders(
        @Nullable String own, boolean anothers, @Nullable Long quantity, List<Verdict.Entity> entities) {

    MentionedOrders {
        entities = List.copyOf(entities);
    }

    /** As it was written, and in capital letters: people type as they like. */
    static List<String> spellings(String number) {
        String capital = number.toUpperCase(Locale.ROOT);
        return capital.equals(number) ? List.of(number) : List.of(number, capital);
    }

    /** @param owners of the orders that there are, by their id; an empty name for nobody that is known */
    static MentionedOrders of(MessageEntry message, Mentions mentions, Map<String, String> owners) {
        String told = message.orderId();
        String order = own(told, message, owners) ? told : null;
        boolean anothers = told != null && order == null && owners.containsKey(told);
        List<Verdict.Entity> entities = new ArrayList<>();
        Long quantity = null;
        int quantities = 0;
        for (Mentions.Mention mention : mentions.all()) {
            switch (mention.kind()) {
                case ORDER_NUMBER, MAY_BE_ORDER_NUMBER -> {
                    String known = spellings(mention.value()).stream()
                            .filter(owners::containsKey)
                            .findFirst()
                            .orElse(null);
                    boolean own = own(known, message, owners);
                    if (!own && alsoAs(Mentions.Kind.PHONE, mention, mentions)
                            || known == null && mention.kind() == Mentions.Kind.MAY_BE_ORDER_NUMBER) {
                        continue;
                    }
                    order = own ? known : order;
                    anothers |= known != null && !own;
                    entities.add(entity("order_number", mention, null, standing(known, own)));
                }
                case PHONE -> {
                    boolean ownOrder = mentions.all().stream()
                            .anyMatch(other -> other.kind() == Mentions.Kind.ORDER_NUMBER
                                    && other.from() == mention.from()
                                    && spellings(other.value()).stream().anyMatch(id -> own(id, message, owners)));
                    if (!ownOrder) {
                        entities.add(entity("phone", mention, mention.value(), null));
                    }
                }
                case QUANTITY -> {
                    quantities++;
                    quantity = Long.valueOf(mention.value());
                    entities.add(entity("quantity", mention, mention.value(), null));
                }
            }
        }
        return new MentionedOrders(order, anothers, quantities == 1 ? quantity : null, entities);
    }

    private static boolean alsoAs(Mentions.Kind kind, Mentions.Mention mention, Mentions mentions) {
        return mentions.all().stream().anyMatch(other -> other.kind() == kind && other.from() == mention.from());
    }

    private static Verdict.Standing standing(@Nullable String known, boolean own) {
        return own ? Verdict.Standing.OWN : known != null ? Verdict.Standing.NOT_PROVEN : Verdict.Standing.UNKNOWN;
    }

    private static Verdict.Entity entity(
            String kind, Mentions.Mention mention, @Nullable String value, Verdict.@Nullable Standing standing) {
        return new Verdict.Entity(kind, mention.from(), mention.to(), value, standing);
    }

    private static boolean own(@Nullable String orderId, MessageEntry message, Map<String, String> owners) {
        String user = message.userId();
        return orderId != null && user != null && user.equals(owners.get(orderId));
    }
}
