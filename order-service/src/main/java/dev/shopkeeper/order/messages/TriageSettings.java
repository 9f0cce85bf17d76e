package dev.shopkeeper.order.messages;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How messages are dealt with.
 *
 * @param retrainAfter how many corrections make the model be trained anew
 * @param lease how long whoever takes a message has it for themselves, if they do not say
 */
@ConfigurationProperties("shopkeeper.triage")
record TriageSettings(
        @DefaultValue("200") int retrainAfter,
        @DefaultValue("15m") Duration lease) {

    TriageSettings {
        if (retrainAfter < 1 || lease.toMinutes() < 1) {
            throw new IllegalArgumentException("shopkeeper.triage: retrain-after is " + retrainAfter + ", lease "
                    + lease + ". Maybe leave them at 200 and 15m?");
        }
    }
}
