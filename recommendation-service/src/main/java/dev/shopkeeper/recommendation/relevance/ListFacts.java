package dev.shopkeeper.recommendation.relevance;

import dev.shopkeeper.events.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a list as a whole; makes the features of its items. What serves and what is logged for training both come
 * from here.
 *
 * @param placement the word of a placement, or null
 * @param lastCategory the narrowest category of the item that the visitor met last
 * @param lastBrand its brand
 */
public record ListFacts(
        Instant now,
        @Nullable String placement,
        @Nullable String lastCategory,
        @Nullable String lastBrand) {

    /** By their numbers, from 1; a new one may only be added at the end. */
    public static final List<String> PLACEMENTS = List.of("home", "item", "cart", "search", "checkout");

    private static final double DEAREST = 1e6;
    private static final double SECONDS_PER_DAY = Duration.ofDays(1).toSeconds();

    /**
     * The features of a list.
     *
     * @param blend in the blend's order, the best first
     * @return in the same order; the position of each is its place in it, see {@link CandidateFeatures#at}
     */
    public List<CandidateFeatures> features(List<CandidateFacts> blend) {
        String currency = currency(blend);
        double median = median(blend, currency);
        float code = placement == null ? 0 : PLACEMENTS.indexOf(placement) + 1;
        List<CandidateFeatures> features = new ArrayList<>(blend.size());
        for (int place = 0; place < blend.size(); place++) {
            CandidateFacts facts = blend.get(place);
            features.add(new CandidateFeatures(
                    (float) facts.blendScore(),
                    place + 1,
                    (float) facts.popularityShare(),
                    ratio(facts.price(), currency, median),
                    same(facts.category(), lastCategory),
                    same(facts.brand(), lastBrand),
                    days(facts.firstHeardAt()),
                    facts.metBefore() ? 1 : 0,
                    code,
                    place + 1));
        }
        return features;
    }

    private static float ratio(@Nullable Money price, @Nullable String currency, double median) {
        return price == null || !price.currency().equals(currency) || median <= 0
                ? Float.NaN
                : (float) Math.min(price.amount().doubleValue() / median, DEAREST);
    }

    private static float same(@Nullable String own, @Nullable String last) {
        if (last == null) {
            return Float.NaN;
        }
        return last.equals(own) ? 1 : 0;
    }

    private float days(@Nullable Instant heard) {
        return heard == null
                ? Float.NaN
                : (float) Math.max(0, Duration.between(heard, now).toSeconds() / SECONDS_PER_DAY);
    }

    /** That of most prices; of several the first by name. */
    private static @Nullable String currency(List<CandidateFacts> blend) {
        Map<String, Integer> counts = new TreeMap<>();
        for (CandidateFacts facts : blend) {
            Money price = facts.price();
            if (price != null) {
                counts.merge(price.currency(), 1, Integer::sum);
            }
        }
        String most = null;
        int count = 0;
        for (Map.Entry<String, Integer> each : counts.entrySet()) {
            if (each.getValue() > count) {
                most = each.getKey();
                count = each.getValue();
            }
        }
        return most;
    }

    /** The middle one, or the mean of the two in the middle; 0 where there is none. */
    private static double median(List<CandidateFacts> blend, @Nullable String currency) {
        List<BigDecimal> prices = new ArrayList<>();
        for (CandidateFacts facts : blend) {
            Money price = facts.price();
            if (price != null && price.currency().equals(currency)) {
                prices.add(price.amount());
            }
        }
        prices.sort(null);
        int size = prices.size();
        return size == 0
                ? 0
                : (prices.get((size - 1) / 2).doubleValue()
                                + prices.get(size / 2).doubleValue())
                        / 2;
    }
}
