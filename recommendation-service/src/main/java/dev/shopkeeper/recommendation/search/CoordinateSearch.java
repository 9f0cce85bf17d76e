package dev.shopkeeper.recommendation.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Climbs along one axis after the other, as long as the objective rises, until no step of any axis helps or the budget is
 * spent. Nothing is tried twice. Deterministic if the objective is.
 *
 * @param budget most options that are tried
 */
public record CoordinateSearch(int budget) {

    /** Finds good options from given ones on; options of equal value keep the earlier. */
    public <O> Found<O> climb(O start, List<? extends Axis<O, ?>> axes, ToDoubleFunction<O> objective) {
        Climb<O> climb = new Climb<>(start, objective);
        boolean rising = true;
        while (rising && climb.left() > 0) {
            rising = false;
            for (Axis<O, ?> axis : axes) {
                rising |= climb.along(axis);
            }
        }
        return new Found<>(climb.best, climb.reached, List.copyOf(climb.trials));
    }

    /**
     * As {@link #climb}, but looks at all values of an axis, where a value may be better behind one that is not: for an objective
     * that is quickly known, and not smooth.
     */
    public <O> Found<O> sweep(O start, List<? extends Axis<O, ?>> axes, ToDoubleFunction<O> objective) {
        Climb<O> climb = new Climb<>(start, objective);
        boolean rising = true;
        while (rising && climb.left() > 0) {
            rising = false;
            for (Axis<O, ?> axis : axes) {
                rising |= climb.over(axis);
            }
        }
        return new Found<>(climb.best, climb.reached, List.copyOf(climb.trials));
    }

    /**
     * What came of it.
     *
     * @param trials all that was tried, in order
     */
    public record Found<O>(O options, double value, List<Trial<O>> trials) {}

    /** Options and what they reached. */
    public record Trial<O>(O options, double value) {}

    private final class Climb<O> {
        private final ToDoubleFunction<O> objective;
        private final Map<O, Double> known = new HashMap<>();
        private final List<Trial<O>> trials = new ArrayList<>();
        private O best;
        private double reached;

        Climb(O start, ToDoubleFunction<O> objective) {
            this.objective = objective;
            this.best = start;
            this.reached = value(start);
        }

        int left() {
            return budget - trials.size();
        }

        /** Both ways from where the best stands, each as long as it rises. */
        boolean along(Axis<O, ?> axis) {
            boolean rose = false;
            int place = place(axis);
            for (int direction : new int[] {1, -1}) {
                int next = place + direction;
                while (next >= 0 && next < axis.values().size() && better(axis.at(best, next))) {
                    rose = true;
                    place = next;
                    next += direction;
                }
                if (rose) {
                    break;
                }
            }
            return rose;
        }

        /** The best of all values. */
        boolean over(Axis<O, ?> axis) {
            O before = best;
            boolean rose = false;
            for (int place = 0; place < axis.values().size(); place++) {
                rose |= better(axis.at(before, place));
            }
            return rose;
        }

        private int place(Axis<O, ?> axis) {
            for (int place = 0; place < axis.values().size(); place++) {
                if (axis.at(best, place).equals(best)) {
                    return place;
                }
            }
            throw new IllegalArgumentException("The options " + best + " have a value for '" + axis.name()
                    + "' that is none of " + axis.values() + ". Maybe start from one of them?");
        }

        private boolean better(O options) {
            if (!known.containsKey(options) && left() <= 0) {
                return false;
            }
            double value = value(options);
            if (value > reached) {
                best = options;
                reached = value;
                return true;
            }
            return false;
        }

        private double value(O options) {
            return known.computeIfAbsent(options, one -> {
                double value = objective.applyAsDouble(one);
                trials.add(new Trial<>(one, value));
                return value;
            });
        }
    }
}
