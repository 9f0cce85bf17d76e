package dev.shopkeeper.learning.life;

import dev.shopkeeper.events.ModelPromoted;
import dev.shopkeeper.starter.messaging.Outbox;
import dev.shopkeeper.starter.problem.ProblemException;
import java.time.Clock;
import java.time.Instant;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets a version that passed the gate before serve again: one that was rolled back by mistake, or an earlier one that is known to be
 * good. What stood before it when it first became champion is what a rollback goes back to.
 */
public class Reinstatement {

    private final Definitions definitions;
    private final ModelRegistry registry;
    private final Champions champions;
    private final Outbox outbox;
    private final TransactionTemplate transactions;
    private final Clock clock;

    Reinstatement(
            Definitions definitions,
            ModelRegistry registry,
            Champions champions,
            Outbox outbox,
            TransactionTemplate transactions,
            Clock clock) {
        this.definitions = definitions;
        this.registry = registry;
        this.champions = champions;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Makes a version the champion; nothing changes where it is already.
     *
     * @throws ProblemException 404 for an unknown model, or a version that never passed its gate
     */
    public void promote(String model, String version) {
        definitions.get(model);
        transactions.executeWithoutResult(status -> replace(model, version));
        champions.refresh();
    }

    private void replace(String model, String version) {
        Instant now = clock.instant();
        String serving = registry.lockChampion(model, now);
        ModelVersion wanted =
                registry.find(model, version).orElseThrow(() -> ProblemException.notFound("version", version));
        if (serving.equals(version)) {
            return;
        }
        registry.reinstate(model, serving, version, now);
        outbox.append(
                new ModelPromoted(
                        model,
                        version,
                        serving.equals(ModelRegistry.NONE) ? null : serving,
                        wanted.contentHash(),
                        now,
                        wanted.runId().toString()),
                now);
    }
}
