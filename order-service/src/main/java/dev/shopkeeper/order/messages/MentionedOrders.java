package dev.shopkeeper.order.messages;

import dev.shopkeeper.order.triage.Mentions;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a message mentions, once the orders were asked: an order is used where it is the writer's own, and a number that is one
 * of their orders is no telephone's, whatever it looks like.
 *
 * @param own the order that the message is about; null where it names none or several of the writer's
 * @param several whether it names several of the writer's
 * @param anothers whether it names an order that is not proven to be the writer's
 * @param quantity how many, if one number of units is said
 */
record MentionedOrders(
        @Nullable String own,
        boolean several,
        boolean anothers,
        @Nullable Long quantity,
        List<Verdict.Entity> entities) {

    MentionedOrders {
        entities = List.copyOf(entities);
    }

    /** The orders that texts may mean, by their id, and by it in small letters, where no two differ in that alone. */
    record Owners(Map<String, String> byId, Map<String, String> idByLetters) {

        /** The order that is written so, or null: people type as they like. */
        @Nullable
        String known(String number) {
            String plain = plain(number);
            return byId.containsKey(number)
                    ? number
                    : byId.containsKey(plain) ? plain : idByLetters.get(letters(plain));
        }

        private boolean own(@Nullable String orderId, MessageEntry message) {
            String user = message.userId();
            return orderId != null && user != null && user.equals(byId.get(orderId));
        }
    }

    /** In letters of half width. */
    private static String plain(String number) {
        return Normalizer.normalize(number, Normalizer.Form.NFKC);
    }

    /** An order's number in the letters by which it is looked up. */
    static String letters(String number) {
        return plain(number).toLowerCase(Locale.ROOT);
    }

    /**
     * What a message mentions.
     *
     * @param owners of the orders that there are; an empty name for nobody that is known
     */
    static MentionedOrders of(MessageEntry message, Mentions mentions, Owners owners) {
        String told = message.orderId();
        // the shop itself says which order a guest writes about; nobody is known who could contradict
        boolean guests = told != null
                && message.userId() == null
                && "".equals(owners.byId().get(told));
        Set<String> own = new LinkedHashSet<>();
        if (told != null && (guests || owners.own(told, message))) {
            own.add(told);
        }
        boolean anothers = told != null && own.isEmpty() && owners.byId().containsKey(told);
        List<Verdict.Entity> entities = new ArrayList<>();
        Long quantity = null;
        int quantities = 0;
        for (Mentions.Mention mention : mentions.all()) {
            switch (mention.kind()) {
                case ORDER_NUMBER, MAY_BE_ORDER_NUMBER -> {
                    String known = owners.known(mention.value());
                    boolean isOwn = owners.own(known, message) || guests && Objects.equals(told, known);
                    if (!isOwn && alsoAs(Mentions.Kind.PHONE, mention, mentions)
                            || known == null && mention.kind() == Mentions.Kind.MAY_BE_ORDER_NUMBER) {
                        continue;
                    }
                    if (isOwn && known != null) {
                        own.add(known);
                    }
                    anothers |= known != null && !isOwn;
                    entities.add(entity("order_number", mention, null, standing(known, isOwn)));
                }
                case PHONE -> {
                    boolean ownOrder = mentions.all().stream()
                            .anyMatch(other -> other.kind() == Mentions.Kind.ORDER_NUMBER
                                    && other.from() == mention.from()
                                    && owners.own(owners.known(other.value()), message));
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
        return new MentionedOrders(
                own.size() == 1 ? own.iterator().next() : null,
                own.size() > 1,
                anothers,
                quantities == 1 ? quantity : null,
                entities);
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

    /** The same, about an order that nobody named. */
    MentionedOrders withOwn(@Nullable String only) {
        return new MentionedOrders(only, several, anothers, quantity, entities);
    }
}
