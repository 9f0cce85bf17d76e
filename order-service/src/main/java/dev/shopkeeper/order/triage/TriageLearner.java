package dev.shopkeeper.order.triage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleConsumer;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Learns to read messages. Penalty, temperature and thresholds are found on what is said of each text by weights that were
 * fitted on no text of its group; then the weights are fitted again on all, with those kept. Deterministic.
 */
public final class TriageLearner {

    private static final int FOLDS = 4;

    private static final double[] PENALTIES = {1, 3, 10, 30, 100};
    private static final int LEAST_GROUPS_OF_AN_NGRAM = 2;
    private static final int MOST_NGRAMS = 100_000;
    private static final int ITERATIONS = 150;
    private static final double TOLERANCE = 1e-5;
    /** Messages unlike what was learnt: as many of the known kinds are given to people for nothing. */
    private static final double REJECTED_IN_SCOPE = 0.05;

    private static final double LEAST_THRESHOLD = 0.5;
    private static final double NEVER = 2;
    private static final double COLDEST = 0.3;
    private static final double HOTTEST = 20;

    private final double targetPrecision;
    private final double confidence;
    private final long seed;
    private final DoubleConsumer progress;

    /**
     * A learner.
     *
     * @param targetPrecision how often what is acted on without a person must be right, of each label, 0 to 1
     * @param confidence standard errors of the lower bound (Wilson 1927) that must reach it
     */
    public TriageLearner(double targetPrecision, double confidence, long seed, DoubleConsumer progress) {
        this.targetPrecision = targetPrecision;
        this.confidence = confidence;
        this.seed = seed;
        this.progress = progress;
    }

    private record Fold(
            Vocabulary vocabulary, List<String> labels, List<SparseText> texts, int[] numbers, double[] importance) {}

    /** What was said of texts by weights that know nothing of their groups. */
    private static final class OutOfFold {
        private final List<double[]> scores = new ArrayList<>();
        private final List<Integer> truth = new ArrayList<>();

        private void add(Fold fold, double[] weights, List<LabelledText> heldOut) {
            List<SparseText> vectors = heldOut.stream()
                    .map(text -> fold.vocabulary.vector(ngrams(text)))
                    .toList();
            scores.addAll(List.of(scores(vectors, weights, fold.labels.size())));
            heldOut.forEach(text -> truth.add(fold.labels.indexOf(text.label())));
        }

        private double[][] all() {
            return scores.toArray(double[][]::new);
        }

        /** By text; -1 of what is none of them. */
        private int[] labels() {
            return truth.stream().mapToInt(Integer::intValue).toArray();
        }

        private void addAll(OutOfFold other) {
            scores.addAll(other.scores);
            truth.addAll(other.truth);
        }

        /** Of the texts that are one of the labels, what so large a share of them is below. */
        private double quantile(double share, IntToDoubleFunction figure) {
            double[] figures = IntStream.range(0, truth.size())
                    .filter(text -> truth.get(text) >= 0)
                    .mapToDouble(figure)
                    .sorted()
                    .toArray();
            return figures.length == 0 ? 0 : figures[(int) (share * figures.length)];
        }
    }

    /**
     * Learns.
     *
     * @throws IllegalArgumentException if there are fewer than two labels, or all texts are of one group
     */
    public TriageModel learn(List<LabelledText> texts) {
        List<String> labels = texts.stream()
                .map(LabelledText::label)
                .filter(label -> !label.equals(TriageModel.OTHER))
                .distinct()
                .sorted()
                .toList();
        int[] folds = GroupSplit.folds(texts, FOLDS, seed);
        if (labels.size() < 2 || Arrays.stream(folds).distinct().count() < 2) {
            throw new IllegalArgumentException("There are " + texts.size() + " texts of " + labels.size()
                    + " labels, and nothing to calibrate on. Maybe say the intent of more messages, of more than one"
                    + " kind?");
        }
        double steps = PENALTIES.length + FOLDS;
        OutOfFold out = new OutOfFold();
        double penalty = penalty(texts, folds, labels, out, steps);
        for (int fold = 1; fold < FOLDS; fold++) {
            double from = (PENALTIES.length + fold - 1) / steps;
            Fold known = fold(part(texts, folds, fold, false), labels);
            out.add(
                    known,
                    fit(known, penalty, null, part -> progress.accept(from + part / steps)),
                    part(texts, folds, fold, true));
        }
        double temperature = temperature(out.all(), out.labels());
        double[][] probabilities = probabilities(out.all(), temperature);
        int[] truth = out.labels();
        double[] thresholds = new double[labels.size()];
        for (int label = 0; label < thresholds.length; label++) {
            thresholds[label] = threshold(probabilities, truth, label);
        }
        double scope = Math.min(
                LEAST_THRESHOLD,
                out.quantile(REJECTED_IN_SCOPE, text -> probabilities[text][largest(probabilities[text])]));
        return fitted(texts, labels, new Found(penalty, temperature, thresholds, scope), 1 - 1 / steps);
    }

    /** The penalty of the least log loss on the first fold, whose scores with it are kept. */
    private double penalty(List<LabelledText> texts, int[] folds, List<String> labels, OutOfFold out, double steps) {
        Fold known = fold(part(texts, folds, 0, false), labels);
        List<LabelledText> heldOut = part(texts, folds, 0, true);
        OutOfFold best = new OutOfFold();
        double bestLoss = Double.POSITIVE_INFINITY;
        double bestPenalty = PENALTIES[0];
        double[] weights = null;
        for (int i = 0; i < PENALTIES.length; i++) {
            double from = i / steps;
            weights = fit(known, PENALTIES[i], weights, part -> progress.accept(from + part / steps));
            OutOfFold tried = new OutOfFold();
            tried.add(known, weights, heldOut);
            double loss = loss(tried.all(), tried.labels(), temperature(tried.all(), tried.labels()));
            if (loss < bestLoss) {
                bestLoss = loss;
                bestPenalty = PENALTIES[i];
                best = tried;
            }
        }
        out.addAll(best);
        return bestPenalty;
    }

    /** Fits the weights of a model anew on more texts, and keeps what else it found; for labels that it knows. */
    public TriageModel again(List<LabelledText> texts, TriageModel model) {
        double[] thresholds =
                model.labels().stream().mapToDouble(model::threshold).toArray();
        return fitted(
                texts, model.labels(), new Found(model.penalty(), model.temperature(), thresholds, model.scope()), 0);
    }

    private record Found(double penalty, double temperature, double[] thresholds, double scope) {}

    private TriageModel fitted(List<LabelledText> texts, List<String> labels, Found found, double from) {
        Fold all = fold(texts, labels);
        double[] weights = fit(all, found.penalty, null, part -> progress.accept(from + part * (1 - from)));
        float[] shorter = new float[weights.length];
        for (int i = 0; i < shorter.length; i++) {
            shorter[i] = (float) weights[i];
        }
        return new TriageModel(
                labels, all.vocabulary, shorter, found.temperature, found.thresholds, found.scope, found.penalty);
    }

    private static List<LabelledText> part(List<LabelledText> texts, int[] folds, int fold, boolean within) {
        List<LabelledText> part = new ArrayList<>();
        for (int i = 0; i < folds.length; i++) {
            if (folds[i] == fold == within) {
                part.add(texts.get(i));
            }
        }
        return part;
    }

    private static Ngrams ngrams(LabelledText text) {
        PlainText plain = PlainText.of(text.text());
        return Ngrams.of(plain.text(), Mentions.cutFrom(plain));
    }

    private static Fold fold(List<LabelledText> all, List<String> labels) {
        List<LabelledText> texts =
                all.stream().filter(text -> labels.contains(text.label())).toList();
        List<Ngrams> read = texts.stream().map(TriageLearner::ngrams).toList();
        // in how many groups each occurs: what one pattern alone has says nothing of the next
        Map<Long, Integer> frequencies = new HashMap<>();
        Map<String, Set<Long>> byGroup = new HashMap<>();
        for (int text = 0; text < read.size(); text++) {
            Ngrams ngrams = read.get(text);
            Set<Long> once = byGroup.computeIfAbsent(texts.get(text).group(), group -> new HashSet<>());
            for (int i = 0; i < ngrams.size(); i++) {
                if (once.add(ngrams.key(i))) {
                    frequencies.merge(ngrams.key(i), 1, Integer::sum);
                }
            }
        }
        // the frequent ones lie together, where a processor finds them sooner
        long[] keys = frequencies.entrySet().stream()
                .filter(entry -> entry.getValue() >= LEAST_GROUPS_OF_AN_NGRAM)
                .sorted(Map.Entry.<Long, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_NGRAMS)
                .mapToLong(Map.Entry::getKey)
                .toArray();
        float[] idf = new float[keys.length];
        double rows = 1.0 + byGroup.size();
        for (int i = 0; i < keys.length; i++) {
            idf[i] = (float) (Math.log(rows / (1 + frequencies.getOrDefault(keys[i], 0))) + 1);
        }
        Vocabulary vocabulary = new Vocabulary(keys, idf, (float) (Math.log(rows) + 1));
        return new Fold(
                vocabulary,
                labels,
                read.stream().map(vocabulary::vector).toList(),
                texts.stream().mapToInt(text -> labels.indexOf(text.label())).toArray(),
                importance(texts));
    }

    /** A pattern that many wrote after counts as much as one that few did: what is learnt must hold for the next pattern. */
    private static double[] importance(List<LabelledText> texts) {
        Map<String, Integer> sizes = new HashMap<>();
        texts.forEach(text -> sizes.merge(text.group(), 1, Integer::sum));
        return texts.stream()
                .mapToDouble(text -> (double) texts.size() / sizes.size() / sizes.getOrDefault(text.group(), 1))
                .toArray();
    }

    private static double[] fit(Fold fold, double penalty, double @Nullable [] start, DoubleConsumer progress) {
        return SoftmaxRegression.fit(
                fold.texts,
                fold.numbers,
                fold.importance,
                fold.vocabulary.size(),
                fold.labels.size(),
                penalty,
                ITERATIONS,
                TOLERANCE,
                start,
                progress);
    }

    private static double[][] scores(List<SparseText> texts, double[] weights, int classes) {
        double[][] scores = new double[texts.size()][];
        for (int row = 0; row < scores.length; row++) {
            scores[row] = new double[classes];
            SparseText text = texts.get(row);
            for (int i = 0; i < text.size(); i++) {
                for (int label = 0; label < classes; label++) {
                    scores[row][label] += text.values()[i] * weights[text.indices()[i] * classes + label];
                }
            }
        }
        return scores;
    }

    private static double[][] probabilities(double[][] scores, double temperature) {
        double[][] probabilities = new double[scores.length][];
        for (int row = 0; row < scores.length; row++) {
            probabilities[row] =
                    Arrays.stream(scores[row]).map(score -> score / temperature).toArray();
            SoftmaxRegression.softmax(probabilities[row]);
        }
        return probabilities;
    }

    /**
     * The log loss at a temperature, against truths that are a little less than certain, as Platt (1999) has them: where all
     * texts are read rightly, no temperature would be too low else.
     */
    private static double loss(double[][] scores, int[] truth, double temperature) {
        double doubt = 1.0 / (truth.length + 2);
        double loss = 0;
        int counted = 0;
        for (int row = 0; row < truth.length; row++) {
            if (truth[row] >= 0) {
                double[] tempered = Arrays.stream(scores[row])
                        .map(score -> score / temperature)
                        .toArray();
                double right = tempered[truth[row]];
                double wrong = (Arrays.stream(tempered).sum() - right) / (tempered.length - 1);
                loss += SoftmaxRegression.softmax(tempered) - (1 - doubt) * right - doubt * wrong;
                counted++;
            }
        }
        return loss / Math.max(1, counted);
    }

    /** The temperature of the least log loss, by golden section on its logarithm: the loss is convex in its inverse. */
    private static double temperature(double[][] scores, int[] truth) {
        double golden = (Math.sqrt(5) - 1) / 2;
        double low = Math.log(COLDEST);
        double high = Math.log(HOTTEST);
        while (high - low > 1e-4) {
            double left = high - golden * (high - low);
            double right = low + golden * (high - low);
            if (loss(scores, truth, Math.exp(left)) < loss(scores, truth, Math.exp(right))) {
                high = right;
            } else {
                low = left;
            }
        }
        return Math.exp((low + high) / 2);
    }

    private record Judged(double probability, boolean right) {}

    /** The least probability above which a label is right as often as asked for, by a lower bound; never if there is none. */
    private double threshold(double[][] probabilities, int[] truth, int label) {
        List<Judged> judged = new ArrayList<>();
        for (int row = 0; row < truth.length; row++) {
            if (largest(probabilities[row]) == label) {
                judged.add(new Judged(probabilities[row][label], truth[row] == label));
            }
        }
        judged.sort(Comparator.comparingDouble(Judged::probability).reversed());
        double threshold = NEVER;
        int right = 0;
        for (int i = 0; i < judged.size(); i++) {
            right += judged.get(i).right ? 1 : 0;
            if (lowerBound(right, i + 1) >= targetPrecision) {
                threshold = judged.get(i).probability;
            }
        }
        return Math.max(LEAST_THRESHOLD, threshold);
    }

    /** Of a share: Wilson's score interval. */
    private double lowerBound(int right, int all) {
        double z2 = confidence * confidence;
        double share = (double) right / all;
        return (share + z2 / (2 * all) - confidence * Math.sqrt(share * (1 - share) / all + z2 / (4.0 * all * all)))
                / (1 + z2 / all);
    }

    private static int largest(double[] values) {
        int largest = 0;
        for (int i = 1; i < values.length; i++) {
            if (values[i] > values[largest]) {
                largest = i;
            }
        }
        return largest;
    }
}
