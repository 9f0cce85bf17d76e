package dev.shopkeeper.learning;

import java.util.Map;

/**
 * A kind of model that a service trains and serves. A bean of this type is enough: runs, registry, promotion, rollback,
 * REST and topics come with the platform.
 *
 * <p>Everything must be deterministic: the same data, options, seed and code give the same bytes. Implementations are
 * stateless; methods may be called on any thread.
 *
 * @param <D> the data, as loaded
 * @param <M> the trained model, safe to be read by many threads
 */
public interface ModelDefinition<D, M> {

    /** Stable, lower-case with hyphens, unique on the platform: it is the key of commands and events. */
    String name();

    /** One sentence for people. */
    String description();

    /** Names and default values of the options that a run may set. */
    Options options();

    /**
     * Refuses options whose values no run could work with, before a run is begun; their names are known by then. By default all pass.
     *
     * @throws Options.InvalidOptionException naming the option
     */
    default void check(Options options) {}

    /** What a candidate must reach to be promoted; that it is not worse than the champion goes without saying. */
    Gate gate();

    /**
     * Loads what there is to learn from, now.
     *
     * @throws InsufficientDataException if there is too little
     */
    DataSet<D> load(Options options);

    /** Splits by time: nothing in the training part is later than the hold-out's beginning. */
    Split<D> split(D data, Options options);

    /**
     * Trains on data; must report progress several times a second or so, which is also where a cancelled run ends.
     */
    M train(D data, Options options, long seed, TrainingProgress progress);

    /** The candidate's metrics on the hold-out, by name; it was trained on the training part alone. */
    Map<String, Double> evaluate(M candidate, Split<D> split, TrainingProgress progress);

    /**
     * The metrics on the hold-out of the champion that serves, as it was stored and loaded, by the same names. By default
     * as those of a candidate; to be overridden where a model speaks in numbers that hold for its own data alone.
     *
     * @throws IllegalArgumentException if it cannot be compared on this hold-out
     */
    default Map<String, Double> evaluateChampion(M champion, Split<D> split, TrainingProgress progress) {
        return evaluate(champion, split, progress);
    }

    /** The baseline's metrics on the same hold-out, by the same names. */
    Map<String, Double> evaluateBaseline(Split<D> split, TrainingProgress progress);

    /**
     * Trains what will be served on all data, once the candidate has passed the gate, with what the candidate has found
     * out. By default the candidate itself is served.
     */
    default M refit(M candidate, D data, Options options, long seed, TrainingProgress progress) {
        return candidate;
    }

    byte[] save(M model);

    /** @throws IllegalArgumentException if the bytes are not of this kind of model */
    M load(byte[] bytes);
}
