package dev.shopkeeper.order.messages;

import dev.shopkeeper.decision.DecisionTimer;
import dev.shopkeeper.decision.Language;
import dev.shopkeeper.starter.bulk.Fields;
import dev.shopkeeper.starter.bulk.FieldsBody;
import dev.shopkeeper.starter.security.PersonalAccess;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What customers write, as they write it. */
@RestController
@RequestMapping("/api/v1/messages")
@Tag(name = "Messages")
class StorefrontController {

    private final Messages messages;
    private final PersonalAccess access;
    private final DecisionTimer timer;
    private final Clock clock;

    StorefrontController(Messages messages, PersonalAccess access, DecisionTimer timer, Clock clock) {
        this.messages = messages;
        this.access = access;
        this.timer = timer;
        this.clock = clock;
    }

    /** A message of the person whom the shop's token names. */
    record WriteRequest(String messageId, @Nullable String orderId, String userId, String text) {

        static WriteRequest read(Fields fields) {
            return new WriteRequest(
                    fields.id("message_id"),
                    fields.idOrNull("order_id"),
                    fields.id("user_id"),
                    fields.personalText("text", MessageEntry.MOST_CHARACTERS));
        }

        MessageEntry entry(Instant receivedAt) {
            return new MessageEntry(messageId, orderId, userId, text, receivedAt);
        }
    }

    @PostMapping
    @Operation(
            summary = "Write a message, and hear what was understood",
            description =
                    "By the user's own signed token. It is received when it comes, whatever a browser's clock says. Sent again under"
                            + " the same id, it is the same message.")
    MessageView write(@FieldsBody WriteRequest request, Locale locale) {
        access.require(request.userId());
        return timer.timed("triage", () -> messages.receive(request.entry(clock.instant()), Language.of(locale)));
    }
}
