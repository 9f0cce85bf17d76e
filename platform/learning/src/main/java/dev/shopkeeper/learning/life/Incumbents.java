package dev.shopkeeper.learning.life;

import dev.shopkeeper.learning.DataSet;
import dev.shopkeeper.learning.Gate.Incumbent;
import dev.shopkeeper.learning.Gate.Provenance;
import dev.shopkeeper.learning.ModelDefinition;
import dev.shopkeeper.learning.Split;
import dev.shopkeeper.learning.TrainingProgress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a candidate its rival: the champion of the registry, evaluated again on the candidate's hold-out if it has
 * learned from nothing in it. A champion is mostly refitted on all data of its time, so one of yesterday knows most of
 * today's hold-out. Where both come from the very same data and split, the metrics that were recorded when it was a
 * candidate itself are of this hold-out; else they are told as they were recorded, and not compared.
 */
final class Incumbents {

    private static final Logger LOG = LoggerFactory.getLogger(Incumbents.class);

    private final ModelRegistry registry;

    Incumbents(ModelRegistry registry) {
        this.registry = registry;
    }

    /** The champion that serves now, or null while the fallback does. */
    <D, M> @Nullable Incumbent of(
            ModelDefinition<D, M> definition, DataSet<D> data, Split<D> split, TrainingProgress progress) {
        ModelVersion champion = registry.find(definition.name(), registry.champion(definition.name()))
                .orElse(null);
        if (champion == null) {
            return null;
        }
        if (champion.dataTo() == null || !champion.dataTo().isBefore(split.at())) {
            return new Incumbent(
                    champion.version(),
                    champion.metrics(),
                    registry.learnedFrom(champion, data.contentHash(), split.at())
                            ? Provenance.RECORDED_SAME_DATA
                            : Provenance.RECORDED_HAS_SEEN);
        }
        try {
            M model = definition.load(registry.bytes(champion.model(), champion.version()));
            return new Incumbent(
                    champion.version(),
                    definition.evaluateChampion(model, split, progress),
                    Provenance.EVALUATED_AGAIN);
        } catch (IllegalArgumentException | IllegalStateException e) {
            LOG.warn("Version {} of {} cannot be evaluated again", champion.version(), champion.model(), e);
            return new Incumbent(champion.version(), champion.metrics(), Provenance.RECORDED_UNREADABLE);
        }
    }
}
