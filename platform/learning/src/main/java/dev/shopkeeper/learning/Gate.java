package dev.shopkeeper.learning;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The promotion gate: the candidate's primary metric must beat the baseline's by a relative margin, on the same
 * hold-out, and must not be worse than that of the champion that serves, where there is one on the same hold-out. A metric
 * from another hold-out is compared with nothing: it says as much of the hold-out as of the model.
 *
 * @param metric name of the primary metric
 * @param higherIsBetter false for errors and losses
 * @param margin relative: 0.05 asks for five per cent better than the baseline
 * @param floors what other metrics of the candidate must reach at least, by name
 */
public record Gate(String metric, boolean higherIsBetter, double margin, Map<String, Double> floors) {

    /** A gate without further conditions. */
    public Gate(String metric, boolean higherIsBetter, double margin) {
        this(metric, higherIsBetter, margin, Map.of());
    }

    public Gate {
        floors = Collections.unmodifiableMap(new TreeMap<>(floors));
        if (!(margin >= 0) || Double.isInfinite(margin)) {
            throw new IllegalArgumentException("The margin of the gate is " + margin
                    + ". Maybe give a relative one, such as 0.05 for five per cent?");
        }
    }

    /** This gate, with a metric that must reach something at least, whatever the others say. */
    public Gate andAtLeast(String other, double least) {
        Map<String, Double> all = new TreeMap<>(floors);
        all.put(other, least);
        return new Gate(metric, higherIsBetter, margin, all);
    }

    /**
     * Decides where no model serves yet.
     *
     * @throws IllegalArgumentException if either side lacks the primary metric
     */
    public Verdict judge(Map<String, Double> candidate, Map<String, Double> baseline) {
        return judge(candidate, baseline, null);
    }

    /**
     * Decides.
     *
     * @param incumbent the champion that serves, if one does; one without the primary metric, or whose metrics are not
     *     {@linkplain Provenance#sameHoldOut() of the same hold-out}, is passed over
     * @throws IllegalArgumentException if candidate or baseline lacks the primary metric
     */
    public Verdict judge(Map<String, Double> candidate, Map<String, Double> baseline, @Nullable Incumbent incumbent) {
        double mine = metric(candidate, "candidate", metric);
        double theirs = metric(baseline, "baseline", metric);
        double wanted = higherIsBetter ? theirs + Math.abs(theirs) * margin : theirs - Math.abs(theirs) * margin;
        boolean beatsBaseline = Double.isFinite(mine)
                && (higherIsBetter ? mine >= wanted && mine > theirs : mine <= wanted && mine < theirs);
        Double champion = incumbent == null || !incumbent.provenance().sameHoldOut()
                ? null
                : incumbent.metrics().get(metric);
        boolean holdsAgainstChampion = champion == null
                || !Double.isFinite(champion)
                || (higherIsBetter ? mine >= champion : mine <= champion);
        List<String> below = shortfalls(candidate);
        boolean passed = beatsBaseline && holdsAgainstChampion && below.isEmpty();
        String reason = String.format(
                Locale.ROOT,
                "%s of the candidate is %.6f, of the baseline %.6f; at %s %.6f was asked for; %s%s: %s",
                metric,
                mine,
                theirs,
                higherIsBetter ? "least" : "most",
                wanted,
                ofChampion(incumbent, champion),
                below.isEmpty() ? "" : "; " + String.join("; ", below),
                passed ? "promoted" : "rejected");
        return new Verdict(passed, reason);
    }

    private List<String> shortfalls(Map<String, Double> candidate) {
        return floors.entrySet().stream()
                .filter(floor -> !(metric(candidate, "candidate", floor.getKey()) >= floor.getValue()))
                .map(floor -> String.format(
                        Locale.ROOT,
                        "%s is %.6f and must be at least %.6f",
                        floor.getKey(),
                        candidate.get(floor.getKey()),
                        floor.getValue()))
                .toList();
    }

    private static String ofChampion(@Nullable Incumbent incumbent, @Nullable Double metric) {
        if (incumbent == null) {
            return "no champion serves";
        }
        if (!incumbent.provenance().sameHoldOut()) {
            return "the champion " + incumbent.version() + " is not compared, "
                    + incumbent.provenance().words();
        }
        return metric == null
                ? String.format(Locale.ROOT, "the champion %s has no such metric", incumbent.version())
                : String.format(
                        Locale.ROOT,
                        "of the champion %s it is %.6f, %s",
                        incumbent.version(),
                        metric,
                        incumbent.provenance().words());
    }

    private static double metric(Map<String, Double> metrics, String whose, String name) {
        Double value = metrics.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The " + whose + " has no metric '" + name + "', only "
                    + metrics.keySet() + ". Maybe the gate is misspelt?");
        }
        return value;
    }

    /** Whether the gate lets pass, and why. */
    public record Verdict(boolean passed, String reason) {}

    /** The champion that a candidate would replace. */
    public record Incumbent(String version, Map<String, Double> metrics, Provenance provenance) {}

    /** Where the metrics of the champion come from. */
    public enum Provenance {
        /** It was evaluated again, on the candidate's hold-out, of which it knew nothing. */
        EVALUATED_AGAIN(true, "evaluated again on the same hold-out"),
        /** Recorded when it was a candidate itself, on the very data and split of this candidate. */
        RECORDED_SAME_DATA(true, "as recorded on the same data and the same hold-out"),
        /** Recorded on another hold-out; it has learned from this one, on which its metrics would flatter it. */
        RECORDED_HAS_SEEN(false, "since it has learned from this hold-out"),
        /** Recorded on another hold-out; its bytes cannot be loaded, or not be evaluated on this one. */
        RECORDED_UNREADABLE(false, "since it cannot be evaluated on this hold-out");

        private final boolean sameHoldOut;
        private final String words;

        Provenance(boolean sameHoldOut, String words) {
            this.sameHoldOut = sameHoldOut;
            this.words = words;
        }

        /** Whether they can be compared with the candidate's. */
        public boolean sameHoldOut() {
            return sameHoldOut;
        }

        String words() {
            return words;
        }
    }
}
