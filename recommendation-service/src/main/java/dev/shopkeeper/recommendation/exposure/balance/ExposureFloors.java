package dev.shopkeeper.recommendation.exposure.balance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reorders a ranked list so that merchants get at least given shares of its position-weighted exposure. Greedy, as DetGreedy of
 * Geyik, Ambler and Kenthapadi 2019 (Fairness-aware ranking in search and recommendation systems): every place goes to the best
 * candidate with whom the floors can still be met, which is found out by giving the places left to whoever lacks most.
 *
 * <p>Floors are met wherever giving places to whoever lacks most meets them from the start; with one floor, wherever any order
 * does. Otherwise all are lowered alike until that is so, and the result names those that are not met. Stateless.
 */
public final class ExposureFloors {

    private static final double ROUNDING = 1e-9;
    private static final int HALVINGS = 30;

    private ExposureFloors() {}

    /** One that may be listed. */
    public record Candidate(String itemId, @Nullable String merchantId, double score) {}

    /**
     * A list in its new order.
     *
     * @param shares of exposure by merchant, of those with a floor
     * @param unmet floors that were not met, by merchant
     * @param scoreLost sum of the scores of the list as it was, less that of the new one
     * @param ndcg DCG of the new list by that of the old one, scores being the gains; 1 where nothing changed
     */
    public record Corrected(
            List<Candidate> items,
            Map<String, Double> shares,
            Map<String, Double> unmet,
            double scoreLost,
            double ndcg) {

        public Corrected {
            items = List.copyOf(items);
        }
    }

    /**
     * Reorders.
     *
     * @param ranked all candidates, the best first; more than the list has room for
     * @param length of the list
     * @param floors least shares by merchant, each from 0 to 1 and together at most 1
     */
    public static Corrected correct(List<Candidate> ranked, int length, Map<String, Double> floors) {
        requireSense(ranked, length, floors);
        int places = Math.min(length, ranked.size());
        double whole = Attention.downTo(places);
        Map<String, Double> wanted = new LinkedHashMap<>();
        floors.forEach((merchant, floor) -> wanted.put(merchant, floor * whole));
        Fill fill = new Fill(ranked, places);
        double scale = scale(fill, wanted);
        wanted.replaceAll((merchant, exposure) -> Math.min(exposure * scale, fill.most(merchant)));
        List<Candidate> items = fill.run(wanted);
        Map<String, Double> shares = new LinkedHashMap<>();
        Map<String, Double> unmet = new LinkedHashMap<>();
        floors.forEach((merchant, floor) -> {
            double share = whole == 0 ? 0 : exposure(items, merchant) / whole;
            shares.put(merchant, share);
            if (share < floor - ROUNDING) {
                unmet.put(merchant, floor);
            }
        });
        List<Candidate> old = ranked.subList(0, places);
        return new Corrected(items, shares, unmet, sum(old) - sum(items), ndcg(old, items));
    }

    private static void requireSense(List<Candidate> ranked, int length, Map<String, Double> floors) {
        double sum = 0;
        for (Map.Entry<String, Double> floor : floors.entrySet()) {
            if (!(floor.getValue() >= 0 && floor.getValue() <= 1)) {
                throw new IllegalArgumentException("The floor of merchant '" + floor.getKey() + "' is "
                        + floor.getValue() + ". Maybe a share from 0 to 1?");
            }
            sum += floor.getValue();
        }
        if (sum > 1 + ROUNDING || length < 1) {
            throw new IllegalArgumentException("Floors add up to " + sum + " and the list has " + length
                    + " places. Maybe 1 at most, and a place at least?");
        }
        for (Candidate candidate : ranked) {
            if (!Double.isFinite(candidate.score())) {
                throw new IllegalArgumentException("Item '" + candidate.itemId() + "' has a score of "
                        + candidate.score() + ". Maybe a finite one?");
            }
        }
    }

    /** The largest part of the floors that can be met; 1 as a rule. */
    private static double scale(Fill fill, Map<String, Double> wanted) {
        if (fill.canMeet(wanted, 1)) {
            return 1;
        }
        double good = 0;
        double bad = 1;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (good + bad) / 2;
            if (fill.canMeet(wanted, middle)) {
                good = middle;
            } else {
                bad = middle;
            }
        }
        return good;
    }

    private static double exposure(List<Candidate> items, String merchant) {
        double sum = 0;
        for (int place = 0; place < items.size(); place++) {
            sum += merchant.equals(items.get(place).merchantId()) ? Attention.at(place + 1) : 0;
        }
        return sum;
    }

    private static double sum(List<Candidate> items) {
        return items.stream().mapToDouble(Candidate::score).sum();
    }

    private static double ndcg(List<Candidate> old, List<Candidate> items) {
        double least = Math.min(
                0,
                Math.min(
                        old.stream().mapToDouble(Candidate::score).min().orElse(0),
                        items.stream().mapToDouble(Candidate::score).min().orElse(0)));
        double before = 0;
        double after = 0;
        for (int place = 0; place < items.size(); place++) {
            before += (old.get(place).score() - least) * Attention.at(place + 1);
            after += (items.get(place).score() - least) * Attention.at(place + 1);
        }
        return before == 0 ? 1 : after / before;
    }

    /** Fills a list from candidates. */
    private static final class Fill {

        private final List<Candidate> ranked;
        private final int places;
        private final Map<String, Integer> supply = new HashMap<>();

        Fill(List<Candidate> ranked, int places) {
            this.ranked = ranked;
            this.places = places;
            for (Candidate candidate : ranked) {
                if (candidate.merchantId() != null) {
                    supply.merge(candidate.merchantId(), 1, Integer::sum);
                }
            }
        }

        /** The most exposure that a merchant can have. */
        double most(String merchant) {
            return Attention.downTo(Math.min(places, supply.getOrDefault(merchant, 0)));
        }

        boolean canMeet(Map<String, Double> wanted, double scale) {
            Map<String, Double> lacking = new LinkedHashMap<>();
            wanted.forEach((merchant, exposure) -> lacking.put(merchant, Math.min(exposure * scale, most(merchant))));
            return fits(lacking, new HashMap<>(supply), 1);
        }

        /** Whether giving each place from {@code place} on to whoever lacks most leaves nobody lacking. Changes both maps. */
        private boolean fits(Map<String, Double> lacking, Map<String, Integer> left, int place) {
            for (int next = place; next <= places; next++) {
                String neediest = neediest(lacking, left);
                if (neediest == null) {
                    break;
                }
                give(neediest, lacking, left, next);
            }
            return lacking.values().stream().allMatch(lack -> lack <= ROUNDING);
        }

        private static @Nullable String neediest(Map<String, Double> lacking, Map<String, Integer> left) {
            String neediest = null;
            double most = ROUNDING;
            for (Map.Entry<String, Double> lack : lacking.entrySet()) {
                if (lack.getValue() > most && left.getOrDefault(lack.getKey(), 0) > 0) {
                    neediest = lack.getKey();
                    most = lack.getValue();
                }
            }
            return neediest;
        }

        private static void give(
                @Nullable String merchant, Map<String, Double> lacking, Map<String, Integer> left, int place) {
            if (merchant != null) {
                lacking.computeIfPresent(merchant, (each, lack) -> lack - Attention.at(place));
                left.merge(merchant, -1, Integer::sum);
            }
        }

        List<Candidate> run(Map<String, Double> wanted) {
            Map<String, Double> lacking = new LinkedHashMap<>(wanted);
            Map<String, Integer> left = new HashMap<>(supply);
            List<Candidate> waiting = new ArrayList<>(ranked);
            List<Candidate> items = new ArrayList<>();
            for (int place = 1; place <= places; place++) {
                Candidate next = next(waiting, lacking, left, place);
                give(next.merchantId(), lacking, left, place);
                waiting.remove(next);
                items.add(next);
            }
            return items;
        }

        /** The best with whom the rest still fits. Of candidates of one merchant, and of all without a floor, only the best counts. */
        private Candidate next(
                List<Candidate> waiting, Map<String, Double> lacking, Map<String, Integer> left, int place) {
            List<String> tried = new ArrayList<>();
            for (Candidate candidate : waiting) {
                String merchant = candidate.merchantId();
                String group = merchant != null && lacking.containsKey(merchant) ? "of " + merchant : "others";
                if (!tried.contains(group)) {
                    tried.add(group);
                    Map<String, Double> then = new LinkedHashMap<>(lacking);
                    Map<String, Integer> rest = new HashMap<>(left);
                    give(merchant, then, rest, place);
                    if (fits(then, rest, place + 1)) {
                        return candidate;
                    }
                }
            }
            return waiting.getFirst();
        }
    }
}
