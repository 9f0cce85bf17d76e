package dev.shopkeeper.recommendation.selection;

import dev.shopkeeper.recommendation.blend.OwnItems;
import dev.shopkeeper.recommendation.blend.Popularity;
import dev.shopkeeper.recommendation.deep.DeepOptions;
import dev.shopkeeper.recommendation.deep.DeepTrainer;
import dev.shopkeeper.recommendation.evaluation.ExplainedScorer;
import dev.shopkeeper.recommendation.history.Histories;
import dev.shopkeeper.recommendation.ials.AlsOptions;
import dev.shopkeeper.recommendation.ials.AlsTrainer;
import dev.shopkeeper.recommendation.linear.CosineTrainer;
import dev.shopkeeper.recommendation.linear.Decay;
import dev.shopkeeper.recommendation.linear.EaseOptions;
import dev.shopkeeper.recommendation.linear.EaseTrainer;
import dev.shopkeeper.recommendation.linear.KinshipTrainer;
import dev.shopkeeper.recommendation.linear.SequentialOptions;
import dev.shopkeeper.recommendation.linear.SequentialTrainer;
import dev.shopkeeper.recommendation.linear.WalkOptions;
import dev.shopkeeper.recommendation.linear.WalkTrainer;
import java.util.function.DoubleConsumer;

/** A kind of model with the options that it is trained with. */
public sealed interface Ingredient {

    /** As figures and cards call it. */
    String name();

    /**
     * Trains.
     *
     * @param settings bounds
     * @param seed of what begins at random
     */
    ExplainedScorer train(Histories data, SelectionSettings settings, long seed, DoubleConsumer progress);

    /** {@link Popularity}. */
    record Popular() implements Ingredient {
        @Override
        public String name() {
            return "popularity";
        }

        @Override
        public ExplainedScorer train(Histories data, SelectionSettings settings, long seed, DoubleConsumer progress) {
            return Popularity.of(data);
        }
    }

    /** {@link OwnItems}. */
    record Own(Decay fading) implements Ingredient {
        @Override
        public String name() {
            return "own-items";
        }

        @Override
        public ExplainedScorer train(Histories data, SelectionSettings settings, long seed, DoubleConsumer progress) {
            return new OwnItems(fading);
        }
    }

    /**
     * {@link SequentialTrainer}.
     *
     * @param self whether an item may speak for itself
     */
    record Sequential(SequentialOptions options, boolean self) implements Ingredient {
        @Override
        public String name() {
            return "sequential";
        }

        @Override
        public ExplainedScorer train(Histories data, SelectionSettings settings, long seed, DoubleConsumer progress) {
            return trainer(settings, self).fit(data, options, progress);
        }

        static SequentialTrainer trainer(SelectionSettings settings, boolean self) {
            return new SequentialTrainer(settings.threads(), settings.perSource(), self);
        }
    }

    /** {@link EaseTrainer}. */
    record Ease(EaseOptions options) implements Ingredient {
        @Override
        public String name() {
            return "ease";
        }

        @Override
        public ExplainedScorer train(Histories data, SelectionSettings settings, long seed, DoubleConsumer progress) {
            return trainer(settings).fit(data, options, progress);
        }

        static EaseTrainer trainer(SelectionSettings settings) {
            return new EaseTrainer(settings.threads(), settings.perSource(), settings.denseItems());
        }
    }

    /** {@link CosineTrainer}. */
    record Cosine(Decay fading) implements Ingredient {
        @Override
        public String name() {
            return "cosine";
        }

        @Override
        public ExplainedScorer train(Histories data, SelectionSettings settings, long seed, DoubleConsumer progress) {
            return new CosineTrainer(settings.threads(), settings.perSource()).fit(data, fading, progress);
        }
    }

    /** {@link WalkTrainer}. */
    record Walk(WalkOptions options) implements Ingredient {
        @Override
        public String name() {
            return "walk";
        }

        @Override
        public ExplainedScorer train(Histories data, SelectionSettings settings, long seed, DoubleConsumer progress) {
            return new WalkTrainer(settings.threads(), settings.perSource()).fit(data, options, progress);
        }
    }

    /** {@link KinshipTrainer}. */
    record Kinship(Decay fading) implements Ingredient {
        @Override
        public String name() {
            return "kinship";
        }

        @Override
        public ExplainedScorer train(Histories data, SelectionSettings settings, long seed, DoubleConsumer progress) {
            return new KinshipTrainer(settings.threads(), settings.perSource()).fit(data, fading, progress);
        }
    }

    /** {@link AlsTrainer}. */
    record Als(AlsOptions options) implements Ingredient {
        @Override
        public String name() {
            return "ials";
        }

        @Override
        public ExplainedScorer train(Histories data, SelectionSettings settings, long seed, DoubleConsumer progress) {
            return new AlsTrainer(settings.threads(), seed).fit(data, options, progress);
        }
    }

    /** {@link DeepTrainer}. */
    record Deep(DeepOptions options) implements Ingredient {

        static final String NAME = "deep";

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public ExplainedScorer train(Histories data, SelectionSettings settings, long seed, DoubleConsumer progress) {
            return new DeepTrainer(settings.threads(), seed).fit(data, options, progress);
        }
    }
}
