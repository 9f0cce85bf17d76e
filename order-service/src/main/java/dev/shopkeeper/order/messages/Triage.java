package dev.shopkeeper.order.messages;

import static dev.shopkeeper.starter.jdbc.Columns.text;

import dev.shopkeeper.learning.life.Champions;
import dev.shopkeeper.learning.life.Served;
import dev.shopkeeper.order.training.MessageTriage;
import dev.shopkeeper.order.triage.Intent;
import dev.shopkeeper.order.triage.ItemMentions;
import dev.shopkeeper.order.triage.KeywordRules;
import dev.shopkeeper.order.triage.Mentions;
import dev.shopkeeper.order.triage.PlainRequest;
import dev.shopkeeper.order.triage.Reading;
import dev.shopkeeper.order.triage.TriageModel;
import java.sql.Array;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads messages with the champion, and checks what they mention against the orders of whoever wrote. Thread-safe. */
@Component
class Triage {

    private final Champions champions;
    private final Served<TriageModel> served;
    private final JdbcTemplate jdbc;
    private static final Duration LATELY = Duration.ofDays(60);

    /** What is done to an order because somebody wrote so. */
    private static final Set<String> DEMANDS =
            Set.of(Intent.RETURN.wireName(), Intent.EXCHANGE.wireName(), Intent.CANCEL.wireName());

    private final Clock clock;

    Triage(Champions champions, MessageTriage definition, JdbcTemplate jdbc, Clock clock) {
        this.champions = champions;
        this.served = champions.serve(definition, model -> model);
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The version that reads here, after a look at the registry, or null. */
    @Nullable
    String version() {
        champions.refresh();
        Served.Current<TriageModel> current = served.current();
        return current == null ? null : current.version();
    }

    /** What is read in messages, by their id; empty while no model is champion. */
    Map<String, Verdict> read(Collection<MessageEntry> messages) {
        Served.Current<TriageModel> champion = served.current();
        if (champion == null) {
            return Map.of();
        }
        Instant now = clock.instant();
        Map<String, Mentions> mentions = new HashMap<>();
        Set<String> numbers = new LinkedHashSet<>();
        for (MessageEntry message : messages) {
            Mentions mentioned = Mentions.of(message.text());
            mentions.put(message.messageId(), mentioned);
            mentioned.all().stream()
                    .filter(mention -> mention.kind() == Mentions.Kind.ORDER_NUMBER
                            || mention.kind() == Mentions.Kind.MAY_BE_ORDER_NUMBER)
                    .forEach(mention -> numbers.add(MentionedOrders.letters(mention.value())));
            if (message.orderId() != null) {
                numbers.add(MentionedOrders.letters(message.orderId()));
            }
        }
        MentionedOrders.Owners owners = owners(numbers);
        Map<String, String> onlyOrders = onlyOrders(messages, now);
        Map<String, MentionedOrders> orders = new HashMap<>();
        Set<String> own = new LinkedHashSet<>();
        for (MessageEntry message : messages) {
            MentionedOrders about =
                    MentionedOrders.of(message, Objects.requireNonNull(mentions.get(message.messageId())), owners);
            if (about.own() == null && !about.several() && !about.anothers() && message.orderId() == null) {
                about = about.withOwn(message.userId() == null ? null : onlyOrders.get(message.userId()));
            }
            orders.put(message.messageId(), about);
            if (about.own() != null) {
                own.add(about.own());
            }
        }
        Map<String, Map<String, List<String>>> titles = titles(own);
        Map<String, Verdict> verdicts = new HashMap<>();
        for (MessageEntry message : messages) {
            MentionedOrders about = Objects.requireNonNull(orders.get(message.messageId()));
            verdicts.put(
                    message.messageId(),
                    verdict(
                            message,
                            champion,
                            about,
                            about.own() == null ? Map.of() : titles.getOrDefault(about.own(), Map.of()),
                            now));
        }
        return verdicts;
    }

    /** What the lines of orders are called, by order and line. */
    private Map<String, Map<String, List<String>>> titles(Set<String> orderIds) {
        Map<String, Map<String, List<String>>> titles = new HashMap<>();
        if (!orderIds.isEmpty()) {
            jdbc.query(
                    """
                    select order_id, line_id, line.title, item_title.titles
                    from order_line line left join item_title using (item_id)
                    where order_id = any (?::text[]) order by order_id, line_id
                    """,
                    row -> {
                        List<String> names = new ArrayList<>();
                        String own = row.getString("title");
                        if (own != null) {
                            names.add(own);
                        }
                        Array heard = row.getArray("titles");
                        if (heard != null) {
                            names.addAll(List.of((String[]) heard.getArray()));
                        }
                        titles.computeIfAbsent(row.getString("order_id"), id -> new LinkedHashMap<>())
                                .put(row.getString("line_id"), names);
                    },
                    (Object) text(orderIds, Function.identity()));
        }
        return titles;
    }

    /** The orders that are written in these letters, and who placed them. */
    private MentionedOrders.Owners owners(Set<String> letters) {
        Map<String, String> byId = new HashMap<>();
        Map<String, String> idByLetters = new HashMap<>();
        if (!letters.isEmpty()) {
            jdbc.query(
                    """
                    select order_id, coalesce(user_id, '') as owner, count(*) over (partition by lower(order_id)) as alike
                    from shop_order where lower(order_id) = any (?::text[])
                    """,
                    row -> {
                        byId.put(row.getString("order_id"), row.getString("owner"));
                        if (row.getInt("alike") == 1) {
                            idByLetters.put(
                                    MentionedOrders.letters(row.getString("order_id")), row.getString("order_id"));
                        }
                    },
                    (Object) text(letters, Function.identity()));
        }
        return new MentionedOrders.Owners(byId, idByLetters);
    }

    /** The order of each writer who has placed but one lately: who names none means it. */
    private Map<String, String> onlyOrders(Collection<MessageEntry> messages, Instant now) {
        Set<String> users = new LinkedHashSet<>();
        messages.stream()
                .filter(message -> message.userId() != null && message.orderId() == null)
                .forEach(message -> users.add(Objects.requireNonNull(message.userId())));
        Map<String, String> orders = new HashMap<>();
        if (!users.isEmpty()) {
            jdbc.query(
                    """
                    select user_id, min(order_id) as order_id from shop_order
                    where user_id = any (?::text[]) and placed_at > ? and state <> 'CANCELLED'
                    group by user_id having count(*) = 1
                    """,
                    row -> {
                        orders.put(row.getString("user_id"), row.getString("order_id"));
                    },
                    text(users, Function.identity()),
                    now.minus(LATELY).atOffset(ZoneOffset.UTC));
        }
        return orders;
    }

    private static Verdict verdict(
            MessageEntry message,
            Served.Current<TriageModel> champion,
            MentionedOrders about,
            Map<String, List<String>> titles,
            Instant now) {
        Reading reading = champion.use().reading(message.text());
        List<Verdict.Entity> entities = new ArrayList<>(about.entities());
        Optional<ItemMentions.ItemMention> item = ItemMentions.best(message.text(), titles);
        item.ifPresent(named -> entities.add(new Verdict.Entity(
                "item",
                named.from(),
                named.to(),
                named.names().size() == 1 ? named.names().iterator().next() : null,
                null)));
        entities.sort(Comparator.comparingInt(Verdict.Entity::from));
        boolean unlearnt = unlearnt(message, champion.use(), reading);
        Verdict.Cause cause = unlearnt ? Verdict.Cause.UNLEARNT_INTENT : cause(message, reading, about.anothers());
        return new Verdict(
                champion.model(),
                champion.version(),
                now,
                outcome(cause),
                cause,
                unlearnt ? halved(reading.ranked()) : reading.ranked(),
                reading.parts(),
                entities,
                about.own(),
                item.map(named -> named.names().stream().sorted().toList()).orElse(List.of()),
                about.quantity());
    }

    /** Whether a message tells, in words of the keyword rules, an intent that the model was never taught. */
    private static boolean unlearnt(MessageEntry message, TriageModel model, Reading reading) {
        if (reading.outcome() == Reading.Outcome.OUT_OF_SCOPE) {
            return false;
        }
        Intent words = KeywordRules.read(message.text());
        return words != Intent.OTHER && !model.labels().contains(words.wireName());
    }

    /** A model's probabilities are among what it was taught; of what its words tell beside that, nothing is known but the words. */
    private static List<Reading.Ranked> halved(List<Reading.Ranked> ranked) {
        return ranked.stream()
                .map(each -> new Reading.Ranked(each.label(), each.probability() / 2))
                .toList();
    }

    private static Verdict.Cause cause(MessageEntry message, Reading reading, boolean anothers) {
        if (reading.outcome() == Reading.Outcome.AUTO) {
            if (anothers) {
                return Verdict.Cause.ORDER_OF_ANOTHER;
            }
            if (DEMANDS.contains(reading.first().label()) && !PlainRequest.in(message.text())) {
                return Verdict.Cause.NOT_A_PLAIN_REQUEST;
            }
        }
        return Verdict.Cause.of(reading.cause());
    }

    private static Reading.Outcome outcome(Verdict.Cause cause) {
        return switch (cause) {
            case SURE -> Reading.Outcome.AUTO;
            case UNKNOWN_WORDS, UNLIKE_WHAT_WAS_LEARNT -> Reading.Outcome.OUT_OF_SCOPE;
            default -> Reading.Outcome.REVIEW;
        };
    }
}
