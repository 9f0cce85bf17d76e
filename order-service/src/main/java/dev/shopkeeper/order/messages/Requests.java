package dev.shopkeeper.order.messages;

import static dev.shopkeeper.starter.jdbc.Columns.text;

import dev.shopkeeper.order.returns.MessageReturns;
import dev.shopkeeper.order.returns.ReturnKind;
import dev.shopkeeper.order.triage.Intent;
import dev.shopkeeper.order.triage.PlainRequest;
import dev.shopkeeper.order.triage.Reading;
import dev.shopkeeper.order.triage.ReturnReason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Does what a message asks for, where it was understood well enough: asks for goods to be returned or exchanged in the
 * writer's name, for the return policy to decide. What cannot be done without a question goes to a person.
 */
@Component
class Requests {

    /** What was written longer ago may have been dealt with by other means. */
    private static final Duration RECENT = Duration.ofDays(1);

    private static final Map<String, ReturnKind> KINDS =
            Map.of(Intent.RETURN.wireName(), ReturnKind.REFUND, Intent.EXCHANGE.wireName(), ReturnKind.EXCHANGE);

    private final MessageReturns returns;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    Requests(MessageReturns returns, JdbcTemplate jdbc, Clock clock) {
        this.returns = returns;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record Done(
            String messageId, Verdict verdict, @Nullable String returnId) {}

    /** Acts on messages that were just stored or read again, as part of their transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void act(List<MessageEntry> messages, Map<String, Verdict> verdicts) {
        Instant since = clock.instant().minus(RECENT);
        List<Done> done = new ArrayList<>();
        List<MessageReturns.Wish> wishes = new ArrayList<>();
        Set<String> old = new HashSet<>();
        for (MessageEntry message : messages) {
            Verdict verdict = verdicts.get(message.messageId());
            ReturnKind kind = verdict == null || verdict.decision() != Reading.Outcome.AUTO
                    ? null
                    : KINDS.get(verdict.ranked().getFirst().label());
            if (verdict == null || kind == null) {
                continue;
            }
            if (verdict.orderId() == null) {
                done.add(new Done(message.messageId(), verdict.butFor(Verdict.Cause.WHICH_ORDER), null));
                continue;
            }
            if (PlainRequest.ofOthers(message.text())) {
                done.add(new Done(message.messageId(), verdict.butFor(Verdict.Cause.WHICH_ITEM), null));
                continue;
            }
            if (message.receivedAt().isBefore(since)) {
                old.add(message.messageId());
            }
            wishes.add(new MessageReturns.Wish(
                    message.messageId(),
                    verdict.orderId(),
                    Set.copyOf(verdict.lineIds()),
                    verdict.quantity(),
                    kind,
                    ReturnReason.in(message.text()).map(ReturnReason::wireName).orElse(null),
                    message.receivedAt()));
        }
        returns.lock(wishes);
        for (MessageReturns.Wish wish : wishes) {
            Verdict verdict = Objects.requireNonNull(verdicts.get(wish.messageId()));
            MessageReturns.Asked asked =
                    old.contains(wish.messageId()) ? returns.known(wish).orElse(null) : returns.ask(wish);
            done.add(
                    asked == null
                            ? new Done(wish.messageId(), verdict.butFor(Verdict.Cause.OLD_REQUEST), null)
                            : new Done(wish.messageId(), after(verdict, asked.result()), asked.returnId()));
        }
        keep(done);
    }

    private static Verdict after(Verdict verdict, MessageReturns.Result result) {
        return switch (result) {
            case DECIDED -> verdict;
            case NEEDS_PERSON -> verdict.butFor(Verdict.Cause.POLICY_LEAVES_IT);
            case WHICH_ITEM -> verdict.butFor(Verdict.Cause.WHICH_ITEM);
            case HOW_MANY -> verdict.butFor(Verdict.Cause.HOW_MANY);
            case NOT_SENT -> verdict.butFor(Verdict.Cause.NOT_SENT);
            case REFUSED -> verdict.butFor(Verdict.Cause.POLICY_REFUSES);
            case NOTHING_OPEN -> verdict.butFor(Verdict.Cause.NOTHING_OPEN);
        };
    }

    private void keep(List<Done> done) {
        jdbc.update(
                """
                update message set verdict = said.verdict::jsonb, state = said.state, return_id = said.return_id
                from unnest(?::text[], ?::text[], ?::text[], ?::text[]) as said (id, verdict, state, return_id)
                where message_id = said.id
                """,
                text(done, Done::messageId),
                text(done, each -> Messages.json(each.verdict())),
                text(done, each -> Messages.state(each.verdict())),
                text(done, Done::returnId));
    }
}
