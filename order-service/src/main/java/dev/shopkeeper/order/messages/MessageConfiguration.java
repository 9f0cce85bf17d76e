package dev.shopkeeper.order.messages;

import dev.shopkeeper.starter.schedule.RoundTask;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What happens to messages by itself. */
@Configuration(proxyBeanMethods = false)
class MessageConfiguration {

    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration COUNT = Duration.ofSeconds(10);

    /** Whoever is champion, by whichever way it became so: what waits for a person is read by it. */
    @Bean
    RoundTask messagesFollowTheChampion(Messages messages, Triage triage) {
        AtomicReference<String> done = new AtomicReference<>("");
        return new RoundTask("messages follow the champion", LOOK, () -> {
            String version = triage.version();
            if (version != null && !version.equals(done.get())) {
                while (messages.readAgain(version)) {
                    // a page at a time, each in a transaction of its own
                }
                done.set(version);
            }
        });
    }

    /** What people say of messages is learnt from without anybody asking. */
    @Bean
    RoundTask correctionsAreLearntFrom(Retraining retraining) {
        return new RoundTask("corrections are learnt from", COUNT, retraining::askIfEnough);
    }
}
