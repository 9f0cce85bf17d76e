package dev.shopkeeper.order.messages;

import dev.shopkeeper.events.TrainingRequested;
import dev.shopkeeper.order.training.MessageTriage;
import dev.shopkeeper.starter.messaging.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Has the model trained anew, by its topic, once people have corrected enough since the last training began or was asked for.
 * The first training is somebody else's to ask for.
 */
@Component
class Retraining {

    private final JdbcTemplate jdbc;
    private final Outbox outbox;
    private final Triage triage;
    private final TriageSettings settings;
    private final Clock clock;

    Retraining(JdbcTemplate jdbc, Outbox outbox, Triage triage, TriageSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.triage = triage;
        this.settings = settings;
        this.clock = clock;
    }

    /** Asks for a training if it is time; of several replicas one does. */
    @Transactional
    public void askIfEnough() {
        if (triage.version() == null) {
            return;
        }
        List<Long> reached = jdbc.queryForList("""
                update triage_training set last_correction_id = said.latest
                from (select max(correction_id) as latest, count(distinct message_id) as number from message_correction
                      where correction_id > (select last_correction_id from triage_training for no key update)
                        and stored_at > coalesce((select max(started_at) from training_run where model = ?), '-infinity')
                     ) as said
                where said.number >= ?
                returning last_correction_id
                """, Long.class, MessageTriage.NAME, settings.retrainAfter());
        if (!reached.isEmpty()) {
            Instant now = clock.instant();
            outbox.append(
                    new TrainingRequested(
                            MessageTriage.NAME + "-corrections-" + reached.getFirst(),
                            MessageTriage.NAME,
                            null,
                            Map.of(),
                            "corrections",
                            now),
                    now);
        }
    }
}
