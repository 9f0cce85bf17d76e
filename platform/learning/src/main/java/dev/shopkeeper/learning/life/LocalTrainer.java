package dev.shopkeeper.learning.life;

import dev.shopkeeper.learning.DataSet;
import dev.shopkeeper.learning.Gate.Incumbent;
import dev.shopkeeper.learning.ModelDefinition;
import dev.shopkeeper.learning.Options;
import dev.shopkeeper.learning.Split;
import java.util.Map;

/** Trains here, on the calling thread: load, split, train, evaluate beside the baseline and the champion, refit. */
final class LocalTrainer implements Trainer {

    private final Incumbents incumbents;

    LocalTrainer(ModelRegistry registry) {
        this.incumbents = new Incumbents(registry);
    }

    @Override
    public void train(TrainingRun run, ModelDefinition<?, ?> definition, TrainingSteps steps) {
        if (steps.started()) {
            carry(run, definition, steps);
        }
    }

    private <D, M> void carry(TrainingRun run, ModelDefinition<D, M> definition, TrainingSteps steps) {
        Options options = definition.options().with(run.options());
        DataSet<D> data = definition.load(options);
        Split<D> split = definition.split(data.data(), options);
        steps.data(TrainingData.of(data, split));
        steps.report(0.1);
        M candidate = definition.train(split.training(), options, run.seed(), steps.part(0.1, 0.6));
        Map<String, Double> metrics = definition.evaluate(candidate, split, steps.part(0.6, 0.7));
        Map<String, Double> baseline = definition.evaluateBaseline(split, steps.part(0.7, 0.75));
        Incumbent champion = incumbents.of(definition, data, split, steps.part(0.75, 0.8));
        Evaluation evaluation =
                new Evaluation(metrics, baseline, champion, definition.gate().judge(metrics, baseline, champion));
        steps.evaluated(evaluation);
        if (!evaluation.verdict().passed()) {
            return;
        }
        M served = definition.refit(candidate, data.data(), options, run.seed(), steps.part(0.8, 0.98));
        byte[] bytes = definition.save(served);
        steps.report(0.99);
        steps.fitted(bytes);
    }
}
