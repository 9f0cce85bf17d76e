package dev.shopkeeper.order.training;

import dev.shopkeeper.learning.DataSet;
import dev.shopkeeper.learning.Gate;
import dev.shopkeeper.learning.Hashes;
import dev.shopkeeper.learning.InsufficientDataException;
import dev.shopkeeper.learning.ModelDefinition;
import dev.shopkeeper.learning.Options;
import dev.shopkeeper.learning.Split;
import dev.shopkeeper.learning.TrainingProgress;
import dev.shopkeeper.order.triage.GroupSplit;
import dev.shopkeeper.order.triage.KeywordRules;
import dev.shopkeeper.order.triage.LabelledText;
import dev.shopkeeper.order.triage.Reading;
import dev.shopkeeper.order.triage.TriageLearner;
import dev.shopkeeper.order.triage.TriageMetrics;
import dev.shopkeeper.order.triage.TriageModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** {@code message-triage}: see its card in docs/models. */
@Component
public class MessageTriage implements ModelDefinition<List<LabelledText>, TriageModel> {

    public static final String NAME = "message-triage";

    static final String MACRO_F1 = "macro_f1";
    static final String CALIBRATION = "calibration";
    static final String AUTO_PRECISION = "auto_precision";

    private static final int FOLDS = 4;
    /** The groups that are held out stay the same whatever the seed of a run: runs are compared by them. */
    private static final long HOLD_OUT_SEED = 20;

    private static final int MOST_MESSAGES = 200_000;
    private static final int LEAST_MESSAGES = 200;
    private static final int LEAST_OF_AN_INTENT = 5;
    private static final int LEAST_INTENTS = 3;
    private static final double MARGIN = 0.05;
    private static final double LEAST_CALIBRATION = 0.8;
    /** What it acts on may be right a little less often than asked for: a hold-out has few patterns. */
    private static final double SLACK = 0.1;

    private static final double TARGET = 0.95;
    private static final double EIGHTY_PER_CENT = 0.84;

    private final LabelStore labels;

    MessageTriage(LabelStore labels) {
        this.labels = labels;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "What a customer wants who writes: n-grams of words and characters into a linear model, Chinese and English.";
    }

    @Override
    public Options options() {
        return Options.defaults(Map.of("target_precision", Double.toString(TARGET), "most_messages", "50000"));
    }

    @Override
    public Gate gate() {
        return new Gate(MACRO_F1, true, MARGIN)
                .andAtLeast(CALIBRATION, LEAST_CALIBRATION)
                .andAtLeast(AUTO_PRECISION, TARGET - SLACK);
    }

    @Override
    public DataSet<List<LabelledText>> load(Options options) {
        target(options);
        List<LabelStore.Label> all = labels.latest(options.integer("most_messages", LEAST_MESSAGES, MOST_MESSAGES));
        Map<String, Long> byIntent = all.stream()
                .collect(Collectors.groupingBy(label -> label.text().label(), TreeMap::new, Collectors.counting()));
        List<LabelStore.Label> enough = all.stream()
                .filter(label -> byIntent.getOrDefault(label.text().label(), 0L) >= LEAST_OF_AN_INTENT)
                .toList();
        long intents = byIntent.values().stream()
                .filter(size -> size >= LEAST_OF_AN_INTENT)
                .count();
        if (enough.size() < LEAST_MESSAGES || intents < LEAST_INTENTS) {
            throw new InsufficientDataException("People said the intent of " + all.size() + " messages, by intent "
                    + byIntent + "; at least " + LEAST_MESSAGES + " are needed, of at least " + LEAST_INTENTS
                    + " intents with " + LEAST_OF_AN_INTENT
                    + " each. Maybe say the intent of more messages with POST /admin/v1/messages/corrections?");
        }
        Hashes hash = new Hashes();
        Instant from = Instant.MAX;
        Instant to = Instant.MIN;
        for (LabelStore.Label label : enough) {
            hash.add(label.messageId())
                    .add(label.text().text())
                    .add(label.text().label())
                    .add(label.text().group());
            from = label.at().isBefore(from) ? label.at() : from;
            to = label.at().isAfter(to) ? label.at() : to;
        }
        return new DataSet<>(enough.stream().map(LabelStore.Label::text).toList(), from, to, enough.size(), hash.hex());
    }

    /**
     * By pattern, not by time: a message that is written after a pattern that was learnt says nothing of how the next pattern
     * is read. So every champion counts as one that knows the hold-out.
     */
    @Override
    public Split<List<LabelledText>> split(List<LabelledText> data, Options options) {
        int[] folds = GroupSplit.folds(data, FOLDS, HOLD_OUT_SEED);
        List<LabelledText> training = new ArrayList<>();
        List<LabelledText> holdOut = new ArrayList<>();
        for (int i = 0; i < folds.length; i++) {
            (folds[i] == 0 ? holdOut : training).add(data.get(i));
        }
        if (training.isEmpty() || holdOut.isEmpty()) {
            throw new InsufficientDataException(
                    "All " + data.size() + " messages are written after one pattern, so none can"
                            + " be held out. Maybe say the intent of others too?");
        }
        return new Split<>(training, holdOut, Instant.EPOCH);
    }

    @Override
    public TriageModel train(List<LabelledText> data, Options options, long seed, TrainingProgress progress) {
        return learner(options, seed, progress).learn(data);
    }

    @Override
    public Map<String, Double> evaluate(
            TriageModel candidate, Split<List<LabelledText>> split, TrainingProgress progress) {
        List<LabelledText> known = inScope(split);
        TriageMetrics metrics = metrics(known, candidate::first);
        Map<String, Double> figures = figures(metrics);
        figures.put(CALIBRATION, 1 - metrics.calibrationError());
        int acted = 0;
        int right = 0;
        int handedOver = 0;
        int others = 0;
        for (LabelledText text : split.holdOut()) {
            Reading reading = candidate.reading(text.text());
            boolean auto = reading.outcome() == Reading.Outcome.AUTO;
            acted += auto ? 1 : 0;
            right += auto && reading.first().label().equals(text.label()) ? 1 : 0;
            boolean other = text.label().equals(TriageModel.OTHER);
            others += other ? 1 : 0;
            handedOver += other && !auto ? 1 : 0;
        }
        figures.put("auto_share", (double) acted / split.holdOut().size());
        figures.put(AUTO_PRECISION, acted == 0 ? 0 : (double) right / acted);
        figures.put("intents", (double) candidate.labels().size());
        if (others > 0) {
            figures.put("other_handed_over", (double) handedOver / others);
        }
        return figures;
    }

    /** Keyword rules. */
    @Override
    public Map<String, Double> evaluateBaseline(Split<List<LabelledText>> split, TrainingProgress progress) {
        return figures(metrics(
                inScope(split),
                text -> new Reading.Ranked(KeywordRules.read(text).wireName(), 1)));
    }

    private static Map<String, Double> figures(TriageMetrics metrics) {
        Map<String, Double> figures = new TreeMap<>();
        figures.put(MACRO_F1, metrics.macroF1());
        figures.put("accuracy", metrics.accuracy());
        return figures;
    }

    private static TriageMetrics metrics(List<LabelledText> texts, Function<String, Reading.Ranked> reader) {
        return new TriageMetrics(
                texts.stream().map(LabelledText::label).toList(),
                texts.stream().map(text -> reader.apply(text.text())).toList());
    }

    /** What is one of the intents: the rest is measured by whether it is handed over. */
    private static List<LabelledText> inScope(Split<List<LabelledText>> split) {
        return split.holdOut().stream()
                .filter(text -> !text.label().equals(TriageModel.OTHER))
                .toList();
    }

    @Override
    public TriageModel refit(
            TriageModel candidate, List<LabelledText> data, Options options, long seed, TrainingProgress progress) {
        return learner(options, seed, progress).again(data, candidate);
    }

    @Override
    public byte[] save(TriageModel model) {
        return model.bytes();
    }

    @Override
    public TriageModel load(byte[] bytes) {
        return TriageModel.of(bytes);
    }

    private static TriageLearner learner(Options options, long seed, TrainingProgress progress) {
        return new TriageLearner(target(options), EIGHTY_PER_CENT, seed, progress::report);
    }

    private static double target(Options options) {
        return options.decimal("target_precision", 0.5, 0.999);
    }
}
