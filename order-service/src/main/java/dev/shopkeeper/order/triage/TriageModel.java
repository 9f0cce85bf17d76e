package dev.shopkeeper.order.triage;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Reads messages: a softmax over linear scores of n-grams, at a temperature that makes its probabilities true (Guo et al.
 * 2017, On calibration of modern neural networks), with the least probability at which each label is right as often as was
 * asked for. Immutable and thread-safe.
 */
public final class TriageModel {

    /** The label of what is none of the others'. No model is taught it: it is what is unlike all that was. */
    public static final String OTHER = "other";

    /** Of a text of whose n-grams less is known, nothing is said. */
    private static final double LEAST_KNOWN = 0.15;

    private static final int MAGIC = 0x5452_4931;

    private final List<String> labels;
    private final Vocabulary vocabulary;
    /** By n-gram and label. */
    private final float[] weights;

    private final double temperature;
    private final double[] thresholds;
    private final double scope;
    private final double penalty;

    TriageModel(
            List<String> labels,
            Vocabulary vocabulary,
            float[] weights,
            double temperature,
            double[] thresholds,
            double scope,
            double penalty) {
        this.labels = List.copyOf(labels);
        this.vocabulary = vocabulary;
        this.weights = weights;
        this.temperature = temperature;
        this.thresholds = thresholds;
        this.scope = scope;
        this.penalty = penalty;
    }

    /** What it can say. */
    public List<String> labels() {
        return labels;
    }

    /** How many n-grams it knows. */
    public int size() {
        return vocabulary.size();
    }

    /** The least probability at which a label is acted on; above 1 if never. */
    public double threshold(String label) {
        return thresholds[labels.indexOf(label)];
    }

    /** Below this probability a text is unlike what was learnt. */
    public double scope() {
        return scope;
    }

    public double temperature() {
        return temperature;
    }

    /** The inverse of the strength of the penalty on weights that was found best. */
    double penalty() {
        return penalty;
    }

    /** The likeliest label of a text, without the reasons: for those who ask for many. */
    public Reading.Ranked first(String text) {
        SparseText read = read(text);
        double[] probabilities = probabilities(read);
        int first = 0;
        for (int label = 1; label < probabilities.length; label++) {
            if (probabilities[label] > probabilities[first]) {
                first = label;
            }
        }
        return new Reading.Ranked(labels.get(first), probabilities[first]);
    }

    private SparseText read(String text) {
        PlainText plain = PlainText.of(text);
        return vocabulary.vector(Ngrams.of(plain.text(), Mentions.cutFrom(plain)));
    }

    /** Four n-grams at a time, in hardly more than half the time of one at a time. */
    private float[] scores(SparseText text, int classes) {
        float[] scores = new float[classes];
        int[] indices = text.indices();
        float[] values = text.values();
        int size = text.size();
        int i = 0;
        for (; i + 3 < size; i += 4) {
            int a = indices[i] * classes;
            int b = indices[i + 1] * classes;
            int c = indices[i + 2] * classes;
            int d = indices[i + 3] * classes;
            float byA = values[i];
            float byB = values[i + 1];
            float byC = values[i + 2];
            float byD = values[i + 3];
            for (int label = 0; label < classes; label++) {
                scores[label] += byA * weights[a + label]
                        + byB * weights[b + label]
                        + byC * weights[c + label]
                        + byD * weights[d + label];
            }
        }
        for (; i < size; i++) {
            int base = indices[i] * classes;
            for (int label = 0; label < classes; label++) {
                scores[label] += values[i] * weights[base + label];
            }
        }
        return scores;
    }

    double[] probabilities(SparseText text) {
        float[] scores = scores(text, labels.size());
        double[] probabilities = new double[scores.length];
        for (int label = 0; label < scores.length; label++) {
            probabilities[label] = scores[label] / temperature;
        }
        SoftmaxRegression.softmax(probabilities);
        return probabilities;
    }

    /** Reads a text. */
    public Reading reading(String text) {
        PlainText plain = PlainText.of(text);
        Ngrams ngrams = Ngrams.of(plain.text(), Mentions.cutFrom(plain));
        SparseText vector = vocabulary.vector(ngrams);
        double[] probabilities = probabilities(vector);
        List<Integer> order = new ArrayList<>();
        for (int label = 0; label < probabilities.length; label++) {
            order.add(label);
        }
        order.sort(Comparator.comparingDouble(label -> -probabilities[label]));
        int first = order.getFirst();
        int second = order.size() > 1 ? order.get(1) : first;
        Reading.Cause cause = cause(
                probabilities[first],
                thresholds[first],
                ngrams.hasWords() ? vector.knownShare() : 0,
                ngrams.deniesRequest());
        return new Reading(
                order.stream()
                        .map(label -> new Reading.Ranked(labels.get(label), probabilities[label]))
                        .toList(),
                new DecidingParts(plain, ngrams).of(contributions(ngrams, vector, first, second)),
                vector.knownShare(),
                outcome(cause),
                cause);
    }

    private Reading.Cause cause(double probability, double threshold, double knownShare, boolean denied) {
        if (knownShare < LEAST_KNOWN) {
            return Reading.Cause.UNKNOWN_WORDS;
        }
        if (probability < scope) {
            return Reading.Cause.UNLIKE_WHAT_WAS_LEARNT;
        }
        if (denied) {
            return Reading.Cause.DENIED_REQUEST;
        }
        return probability < threshold ? Reading.Cause.BELOW_TARGET_PRECISION : Reading.Cause.SURE;
    }

    private static Reading.Outcome outcome(Reading.Cause cause) {
        return switch (cause) {
            case SURE -> Reading.Outcome.AUTO;
            case BELOW_TARGET_PRECISION, DENIED_REQUEST -> Reading.Outcome.REVIEW;
            case UNKNOWN_WORDS, UNLIKE_WHAT_WAS_LEARNT -> Reading.Outcome.OUT_OF_SCOPE;
        };
    }

    /** What each n-gram of a text adds to the log-odds of one label against another; one that occurs twice shares. */
    private double[] contributions(Ngrams ngrams, SparseText vector, int first, int second) {
        double[] byEntry = new double[vector.size()];
        int[] times = new int[vector.size()];
        int[] entries = new int[ngrams.size()];
        for (int i = 0; i < entries.length; i++) {
            int number = vocabulary.number(ngrams.key(i));
            entries[i] = number < 0 ? -1 : Arrays.binarySearch(vector.indices(), number);
            if (entries[i] >= 0) {
                times[entries[i]]++;
            }
        }
        for (int entry = 0; entry < byEntry.length; entry++) {
            int base = vector.indices()[entry] * labels.size();
            byEntry[entry] = vector.values()[entry]
                    * ((double) weights[base + first] - weights[base + second])
                    / temperature
                    / Math.max(1, times[entry]);
        }
        double[] contributions = new double[entries.length];
        for (int i = 0; i < entries.length; i++) {
            contributions[i] = entries[i] < 0 ? 0 : byEntry[entries[i]];
        }
        return contributions;
    }

    /** The model as bytes. */
    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeInt(labels.size());
            for (int label = 0; label < labels.size(); label++) {
                out.writeUTF(labels.get(label));
                out.writeDouble(thresholds[label]);
            }
            out.writeDouble(temperature);
            out.writeDouble(scope);
            out.writeDouble(penalty);
            out.writeFloat(vocabulary.unknownIdf());
            out.writeInt(vocabulary.size());
            long[] keys = vocabulary.keys();
            for (int number = 0; number < keys.length; number++) {
                out.writeLong(keys[number]);
                out.writeFloat(vocabulary.idf(number));
            }
            for (float weight : weights) {
                out.writeFloat(weight);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** @throws IllegalArgumentException if the bytes are no such model */
    public static TriageModel of(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readInt() != MAGIC) {
                throw new IllegalArgumentException("The bytes are no model that reads messages.");
            }
            int classes = in.readInt();
            List<String> labels = new ArrayList<>();
            double[] thresholds = new double[classes];
            for (int label = 0; label < classes; label++) {
                labels.add(in.readUTF());
                thresholds[label] = in.readDouble();
            }
            double temperature = in.readDouble();
            double scope = in.readDouble();
            double penalty = in.readDouble();
            float unknownIdf = in.readFloat();
            long[] keys = new long[in.readInt()];
            float[] idf = new float[keys.length];
            for (int number = 0; number < keys.length; number++) {
                keys[number] = in.readLong();
                idf[number] = in.readFloat();
            }
            float[] weights = new float[Math.multiplyExact(keys.length, classes)];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = in.readFloat();
            }
            return new TriageModel(
                    labels, new Vocabulary(keys, idf, unknownIdf), weights, temperature, thresholds, scope, penalty);
        } catch (IOException | NegativeArraySizeException e) {
            throw new IllegalArgumentException("The bytes are no whole model that reads messages.", e);
        }
    }
}
