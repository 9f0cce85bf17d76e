package dev.shopkeeper.learning.life;

import dev.shopkeeper.events.ModelPromoted;
import dev.shopkeeper.events.ModelRolledBack;
import dev.shopkeeper.starter.messaging.Outbox;
import dev.shopkeeper.starter.problem.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Puts another version in the champion's place by hand. A rollback lets what served before it serve again, which for the first one is the
 * fallback, version {@code none}; a second rollback goes one further back. A promotion lets any version that passed the gate serve again: one
 * that was rolled back by mistake, or an earlier one that is known to be good. What stood before it when it first became champion is what
 * a rollback from it goes back to.
 */
public class ChampionSwitch {

    private final Definitions definitions;
    private final ModelRegistry registry;
    private final Champions champions;
    private final Outbox outbox;
    private final TransactionTemplate transactions;
    private final Clock clock;

    ChampionSwitch(
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
     * Rolls back by one.
     *
     * @param from the version that is to be taken out of service, so that a repeated request takes out no other; null for any
     * @return the version that serves now
     * @throws ProblemException 404 for an unknown model, 409 while the fallback serves, or another version than {@code from}
     */
    public String rollBack(String model, @Nullable String from, @Nullable String reason) {
        definitions.get(model);
        String version = transactions.execute(status -> replace(model, from, reason));
        champions.refresh();
        return version == null ? ModelRegistry.NONE : version;
    }

    private String replace(String model, @Nullable String from, @Nullable String reason) {
        Instant now = clock.instant();
        String serving = registry.lockChampion(model, now);
        if (from != null && !from.equals(serving)) {
            throw ProblemException.conflict(
                    "another-version-serves",
                    "Model '" + model + "' is served by version '" + serving + "', not by '" + from + "'.",
                    "It may have been rolled back already: look at the model first.");
        }
        Optional<ModelVersion> champion = registry.find(model, serving);
        if (champion.isEmpty()) {
            throw ProblemException.conflict(
                    "nothing-to-roll-back",
                    "Model '" + model + "' has no champion; its fallback serves already.",
                    null);
        }
        String previous = champion.get().previousVersion();
        registry.rollBack(model, serving, previous, now);
        outbox.append(new ModelRolledBack(model, previous, serving, reason, now), now);
        return previous;
    }

    /**
     * Makes a version the champion; nothing changes where it is already.
     *
     * @throws ProblemException 404 for an unknown model, or a version that never passed its gate
     */
    public void promote(String model, String version) {
        definitions.get(model);
        transactions.executeWithoutResult(status -> reinstate(model, version));
        champions.refresh();
    }

    private void reinstate(String model, String version) {
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
