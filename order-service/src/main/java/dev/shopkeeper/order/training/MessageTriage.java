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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** {@code message-triage}: see its card in docs/models. */
@Component
public class MessageTriage implements ModelDefinition<LabelledMessages, TriageModel> {

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
    public void check(Options options) {
        target(options);
        most(options);
    }

    @Override
    public DataSet<LabelledMessages> load(Options options) {
        double target = target(options);
        List<LabelStore.Label> all = labels.latest(most(options));
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
        LabelledMessages messages =
                new LabelledMessages(enough.stream().map(LabelStore.Label::text).toList(), target);
        return new DataSet<>(messages, from, to, enough.size(), hash.hex());
    }

    /**
     * By pattern, not by time: a message that is written after a pattern that was learnt says nothing of how the next pattern
     * is read. So every champion counts as one that knows the hold-out.
     */
    @Override
    public Split<LabelledMessages> split(LabelledMessages data, Options options) {
        Part first = part(data, 0);
        if (first.training.texts().isEmpty() || first.heldOut.isEmpty()) {
            throw new InsufficientDataException(
                    "All " + data.texts().size() + " messages are written after one pattern, so none can"
                            + " be held out. Maybe say the intent of others too?");
        }
        return new Split<>(first.training, data.with(first.heldOut), Instant.EPOCH);
    }

    private record Part(LabelledMessages training, List<LabelledText> heldOut) {}

    private static Part part(LabelledMessages data, int fold) {
        int[] folds = GroupSplit.folds(data.texts(), FOLDS, HOLD_OUT_SEED);
        List<LabelledText> training = new ArrayList<>();
        List<LabelledText> heldOut = new ArrayList<>();
        for (int i = 0; i < folds.length; i++) {
            (folds[i] == fold ? heldOut : training).add(data.texts().get(i));
        }
        return new Part(data.with(training), heldOut);
    }

    @Override
    public TriageModel train(LabelledMessages data, Options options, long seed, TrainingProgress progress) {
        return learner(data, seed, progress).learn(data.texts());
    }

    /**
     * A fold of the patterns is a few dozen of them, and which they are moves the figures by more than the margin. So what is
     * learnt on the other folds, in the same way, is asked of those that the candidate was trained on: every message is read
     * once, by weights that know nothing of its pattern.
     */
    @Override
    public Map<String, Double> evaluate(
            TriageModel candidate, Split<LabelledMessages> split, TrainingProgress progress) {
        LabelledMessages all = all(split);
        List<LabelledText> texts = new ArrayList<>();
        List<Reading> readings = new ArrayList<>();
        for (int fold = 0; fold < FOLDS; fold++) {
            Part part = part(all, fold);
            TriageModel model = fold == 0
                    ? candidate
                    : learner(
                                    all,
                                    HOLD_OUT_SEED,
                                    progress.part((fold - 1.0) / (FOLDS - 1), (double) fold / (FOLDS - 1)))
                            .learn(part.training.texts());
            for (LabelledText text : part.heldOut) {
                texts.add(text);
                readings.add(model.reading(text.text()));
            }
        }
        return figures(candidate, texts, readings);
    }

    private static Map<String, Double> figures(
            TriageModel candidate, List<LabelledText> texts, List<Reading> readings) {
        List<String> known = new ArrayList<>();
        List<Reading.Ranked> said = new ArrayList<>();
        int acted = 0;
        int right = 0;
        int handedOver = 0;
        for (int i = 0; i < texts.size(); i++) {
            String label = texts.get(i).label();
            boolean auto = readings.get(i).outcome() == Reading.Outcome.AUTO;
            acted += auto ? 1 : 0;
            right += auto && readings.get(i).first().label().equals(label) ? 1 : 0;
            if (label.equals(TriageModel.OTHER)) {
                handedOver += auto ? 0 : 1;
            } else {
                known.add(label);
                said.add(readings.get(i).first());
            }
        }
        TriageMetrics metrics = new TriageMetrics(known, said);
        Map<String, Double> figures = figures(metrics);
        figures.put(CALIBRATION, 1 - metrics.calibrationError());
        figures.put("auto_share", (double) acted / texts.size());
        figures.put(AUTO_PRECISION, acted == 0 ? 0 : (double) right / acted);
        figures.put("intents", (double) candidate.labels().size());
        if (known.size() < texts.size()) {
            figures.put("other_handed_over", (double) handedOver / (texts.size() - known.size()));
        }
        return figures;
    }

    /** Keyword rules, on the same messages. */
    @Override
    public Map<String, Double> evaluateBaseline(Split<LabelledMessages> split, TrainingProgress progress) {
        List<LabelledText> known = all(split).texts().stream()
                .filter(text -> !text.label().equals(TriageModel.OTHER))
                .toList();
        return figures(new TriageMetrics(
                known.stream().map(LabelledText::label).toList(),
                known.stream()
                        .map(text -> new Reading.Ranked(
                                KeywordRules.read(text.text()).wireName(), 1))
                        .toList()));
    }

    private static LabelledMessages all(Split<LabelledMessages> split) {
        return split.training()
                .with(Stream.concat(split.training().texts().stream(), split.holdOut().texts().stream())
                        .toList());
    }

    private static Map<String, Double> figures(TriageMetrics metrics) {
        Map<String, Double> figures = new TreeMap<>();
        figures.put(MACRO_F1, metrics.macroF1());
        figures.put("accuracy", metrics.accuracy());
        return figures;
    }

    @Override
    public TriageModel refit(
            TriageModel candidate, LabelledMessages data, Options options, long seed, TrainingProgress progress) {
        return learner(data, seed, progress).again(data.texts(), candidate);
    }

    @Override
    public byte[] save(TriageModel model) {
        return model.bytes();
    }

    @Override
    public TriageModel load(byte[] bytes) {
        return TriageModel.of(bytes);
    }

    private static TriageLearner learner(LabelledMessages data, long seed, TrainingProgress progress) {
        return new TriageLearner(data.targetPrecision(), EIGHTY_PER_CENT, seed, progress::report);
    }

    private static double target(Options options) {
        return options.decimal("target_precision", 0.5, 0.999);
    }

    private static int most(Options options) {
        return options.integer("most_messages", LEAST_MESSAGES, MOST_MESSAGES);
    }
}
