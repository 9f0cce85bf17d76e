package dev.shopkeeper.order.triage;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How well messages are read. Macro F1 counts a label that is never said with 0, not as absent; the calibration error is
 * that of Naeini et al. (2015) in 15 bins of equal width.
 */
public final class TriageMetrics {

    private static final int BINS = 15;

    private final List<String> truth;
    private final List<Reading.Ranked> said;

    /** Metrics of what was said of texts, against what they are; both in the same order. */
    public TriageMetrics(List<String> truth, List<Reading.Ranked> said) {
        if (truth.size() != said.size() || truth.isEmpty()) {
            throw new IllegalArgumentException(
                    "There are " + truth.size() + " texts and " + said.size() + " answers to compare.");
        }
        this.truth = List.copyOf(truth);
        this.said = List.copyOf(said);
    }

    /** The share that is right. */
    public double accuracy() {
        int right = 0;
        for (int i = 0; i < truth.size(); i++) {
            right += right(i) ? 1 : 0;
        }
        return (double) right / truth.size();
    }

    private boolean right(int text) {
        return said.get(text).label().equals(truth.get(text));
    }

    /** F1 by label, over all labels that are true of any text. */
    public Map<String, Double> f1() {
        Map<String, Double> all = new TreeMap<>();
        for (String label : new TreeSet<>(truth)) {
            int both = 0;
            int either = 0;
            for (int i = 0; i < truth.size(); i++) {
                boolean is = truth.get(i).equals(label);
                boolean says = said.get(i).label().equals(label);
                both += is && says ? 1 : 0;
                either += (is ? 1 : 0) + (says ? 1 : 0);
            }
            all.put(label, 2.0 * both / either);
        }
        return all;
    }

    /** The mean of F1 over labels. */
    public double macroF1() {
        return f1().values().stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }

    /** The expected calibration error of the likeliest label's probability. */
    public double calibrationError() {
        double[] sure = new double[BINS];
        double[] right = new double[BINS];
        for (int i = 0; i < truth.size(); i++) {
            int bin = Math.min(BINS - 1, (int) (said.get(i).probability() * BINS));
            sure[bin] += said.get(i).probability();
            right[bin] += right(i) ? 1 : 0;
        }
        double error = 0;
        for (int bin = 0; bin < BINS; bin++) {
            error += Math.abs(sure[bin] - right[bin]) / truth.size();
        }
        return error;
    }
}
